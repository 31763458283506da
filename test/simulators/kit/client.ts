import type { FaultOrder } from './faults.ts';

export type Params = { [name: string]: string | number };

/** A plain HTTP client of one simulator: asks its methods as anybody would, and its back door. */
export function clientOf({ url, account }: { url: string; account: { [parameter: string]: string } }) {
	const auth = { api_id: account.api_id };
	const json = async (path: string, params: Params = {}) => (await post(path, { ...auth, json: 1, ...params })).json();
	const post = (path: string, params: Params) => fetch(url + path, { method: 'POST', body: urlencoded(params) });
	const get = (path: string) => fetch(url + path);
	const backDoor = async (path: string, body?: object) => {
		const options = body ? { method: 'POST', body: JSON.stringify(body) } : {};
		return (await fetch(url + path, options)).json();
	};
	return {
		/** A POST with api_id and json=1; the parsed answer. */
		json,
		post,
		get,
		backDoor,
		fault: (order: FaultOrder) => backDoor('/__faults', order),
		stage: (settings: object) => backDoor('/__account', settings),
		received: async () => (await backDoor('/__messages')).messages,
	};
}

function urlencoded(params: Params): URLSearchParams {
	return new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)]));
}
