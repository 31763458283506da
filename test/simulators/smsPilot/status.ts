import type { Caller } from './auth.ts';
import { Refusal } from './codes.ts';
import { errorOf, statusOf } from './sending.ts';
import type { Service, Sms } from './service.ts';
import { UNSET, moscowTime } from './times.ts';

/** How a message fares, as far as the service knows it. */
export interface State {
	clientId: string;
	serverId: string;
	status: number;
	error: number;
	modified: string;
	sms?: Sms;
}

const NOT_FOUND = -2;

/** The ids that the document prints, with what it prints of them. */
const PRINTED: { [id: string]: State } = {
	10005: { clientId: '12345', serverId: '10005', status: 1, error: 0, modified: '2011-08-11 14:35:00' },
	10006: { clientId: '12346', serverId: '10006', status: 2, error: 0, modified: '2011-08-11 15:12:22' },
};
const PRINTED_PACKET = '1234';

const FIRST_EMULATED_ID = 10_000;
// Recorded for the first one: -2. The document speaks of "a special algorithm"; this one shows every status in turn.
const EMULATED = [NOT_FOUND, 0, 1, 2, -1, 3];

/** The states of messages, in the order of their ids. The zone of `modified` is documented nowhere; Moscow is a guess. */
export function statesOf(ids: string[], caller: Caller, service: Service): State[] {
	if (ids.some((id) => id === '')) throw new Refusal(300);
	if (ids.some((id) => !/^\d+$/.test(id))) throw new Refusal(301);
	const states = ids.map((id) => (caller.isEmulator ? emulated(id) : found(id, service)));
	const isMissing = states.some(({ sms, modified }) => sms === undefined && modified === UNSET);
	if (isMissing && service.settings.unknownIds === 'error' && !caller.isEmulator) throw new Refusal(302);
	return states;
}

/** The ids of a packet. */
export function packetIds(packet: string, { packets }: Service): string[] {
	const ids = packets.get(packet) ?? (packet === PRINTED_PACKET ? Object.keys(PRINTED) : undefined);
	if (ids === undefined) throw new Refusal(304);
	return ids;
}

function found(id: string, { phones, now }: Service): State {
	const sms = phones.get(id);
	if (!sms) return PRINTED[id] ?? missing(id);
	const { clientId, changedAt } = sms;
	return { clientId, serverId: id, status: statusOf(sms, now()), error: errorOf(sms), modified: moscowTime(changedAt), sms };
}

const missing = (id: string): State => ({ clientId: '0', serverId: id, status: NOT_FOUND, error: 0, modified: UNSET });

function emulated(id: string): State {
	const place = (Number(id) - FIRST_EMULATED_ID) % EMULATED.length;
	return { ...missing(id), status: EMULATED[place] ?? NOT_FOUND };
}
