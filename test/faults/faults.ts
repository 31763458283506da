/** Everything that may go wrong between n8n and a vendor. */
export interface Fault {
	name: string;
	/** An order for the simulator's back door; repeated for every request of the run. */
	order?: Record<string, unknown>;
	/** Used in the place of the simulator's address. */
	baseUrl?: string;
	/** Whether the simulator takes the messages all the same. */
	isTaken: boolean;
	/** Whether a person would have to be told "unclear" for a request that cannot be repeated. */
	isUnclear: boolean;
}

const unclear = { isUnclear: true };
const sure = { isUnclear: false, isTaken: false };

/** Nobody listens on the discard port, and nobody owns the top-level domain "invalid". */
export const FAULTS: Fault[] = [
	{ name: 'connection refused', baseUrl: 'http://127.0.0.1:9', ...sure },
	{ name: 'host name unknown', baseUrl: 'http://gateway.invalid', ...sure },
	{ name: 'reset before the request is read', order: { fault: 'resetBeforeRead' }, isTaken: false, ...unclear },
	{ name: 'reset after it is read, not carried out', order: { fault: 'resetAfterRead', processed: false }, isTaken: false, ...unclear },
	{ name: 'reset after it is carried out', order: { fault: 'resetAfterRead' }, isTaken: true, ...unclear },
	{ name: 'no answer, carried out', order: { fault: 'silence' }, isTaken: true, ...unclear },
	{ name: 'no answer, not carried out', order: { fault: 'silence', processed: false }, isTaken: false, ...unclear },
	{ name: 'answer stalls in the middle', order: { fault: 'stallMidAnswer' }, isTaken: true, ...unclear },
	{ name: 'HTTP 429', order: { fault: 'status', status: 429 }, ...sure },
	{ name: 'HTTP 429 with Retry-After', order: { fault: 'status', status: 429, retryAfter: 1 }, ...sure },
	{ name: 'HTTP 500', order: { fault: 'status', status: 500 }, isTaken: false, ...unclear },
	{ name: 'HTTP 502', order: { fault: 'status', status: 502 }, isTaken: false, ...unclear },
	{ name: 'HTTP 503', order: { fault: 'status', status: 503 }, isTaken: false, ...unclear },
	{ name: 'HTTP 500 after it is carried out', order: { fault: 'status', status: 500, processed: true }, isTaken: true, ...unclear },
	{ name: 'a web page instead of data', order: { fault: 'html' }, isTaken: false, ...unclear },
	{ name: 'JSON cut off', order: { fault: 'truncated' }, isTaken: true, ...unclear },
	{ name: 'JSON of a wrong shape', order: { fault: 'wrongShape' }, isTaken: true, ...unclear },
	{ name: 'empty answer', order: { fault: 'empty' }, isTaken: true, ...unclear },
	{ name: 'redirect (302) to another host', order: { fault: 'redirect', to: 'http://127.0.0.1:9/' }, isTaken: false, ...unclear },
	{ name: 'redirect (308) to another host', order: { fault: 'redirect', to: 'http://127.0.0.1:9/', status: 308 }, ...sure },
	{ name: 'a gigantic answer', order: { fault: 'gigantic' }, isTaken: true, ...unclear },
];
