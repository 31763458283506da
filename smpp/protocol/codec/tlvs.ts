/** How the value of an optional parameter is read: a number of so many octets, a text that may lack its NUL, or octets. */
type Kind = 1 | 2 | 'text' | 'octets';

/** The optional parameters that this client understands (SMPP 3.4, 5.3.2). */
export const TLVS = {
	additional_status_info_text: { tag: 0x001d, kind: 'text' },
	receipted_message_id: { tag: 0x001e, kind: 'text' },
	user_message_reference: { tag: 0x0204, kind: 2 },
	sar_msg_ref_num: { tag: 0x020c, kind: 2 },
	language_indicator: { tag: 0x020d, kind: 1 },
	sar_total_segments: { tag: 0x020e, kind: 1 },
	sar_segment_seqnum: { tag: 0x020f, kind: 1 },
	sc_interface_version: { tag: 0x0210, kind: 1 },
	network_error_code: { tag: 0x0423, kind: 'octets' },
	message_payload: { tag: 0x0424, kind: 'octets' },
	delivery_failure_reason: { tag: 0x0425, kind: 1 },
	more_messages_to_send: { tag: 0x0426, kind: 1 },
	message_state: { tag: 0x0427, kind: 1 },
	payload_type: { tag: 0x0019, kind: 1 },
} as const satisfies Record<string, { tag: number; kind: Kind }>;

export type TlvName = keyof typeof TLVS;

type ValueOf<K extends Kind> = K extends 'text' ? string : K extends 'octets' ? Buffer : number;

/** Optional parameters by their names. */
export type Tlvs = { [N in TlvName]?: ValueOf<(typeof TLVS)[N]['kind']> };

/** An optional parameter that this client does not understand, or whose value has an unexpected length. */
export interface OtherTlv {
	tag: number;
	value: Buffer;
}

const BY_TAG = new Map<number, TlvName>(Object.entries(TLVS).map(([name, { tag }]) => [tag, name as TlvName]));

/** Where a value ends: at its first NUL, which senders may leave out. */
const textIn = (value: Buffer): string => {
	const end = value.indexOf(0);
	return value.toString('latin1', 0, end < 0 ? value.length : end);
};

/**
 * Optional parameters, as far as they are whole: a cut one ends the list, what came before it counts (gateways send
 * stray octets after the last one).
 * @returns `rest` is how many octets were left over
 */
export function readTlvs(body: Buffer, start: number): { tlvs: Tlvs; others: OtherTlv[]; rest: number } {
	const tlvs: Record<string, number | string | Buffer> = {};
	const others: OtherTlv[] = [];
	let place = start;
	while (place + 4 <= body.length) {
		const tag = body.readUInt16BE(place);
		const end = place + 4 + body.readUInt16BE(place + 2);
		if (end > body.length) break;
		const value = body.subarray(place + 4, end);
		const name = BY_TAG.get(tag);
		const read = name && valueOf(TLVS[name].kind, value);
		if (name === undefined || read === undefined || Object.hasOwn(tlvs, name)) others.push({ tag, value });
		else tlvs[name] = read;
		place = end;
	}
	return { tlvs, others, rest: body.length - place };
}

function valueOf(kind: Kind, value: Buffer): number | string | Buffer | undefined {
	if (kind === 'text') return textIn(value);
	if (kind === 'octets') return value;
	return value.length === kind ? value.readUIntBE(0, kind) : undefined;
}

/** Longest value of an optional parameter: its length is told in two octets. */
export const LONGEST_TLV = 0xffff;

/** One optional parameter as it travels. */
export function tlvOctets({ tag, value }: OtherTlv): Buffer {
	const head = Buffer.alloc(4);
	head.writeUInt16BE(tag, 0);
	head.writeUInt16BE(value.length, 2);
	return Buffer.concat([head, value]);
}

/** The octets of a value; nothing where it does not fit its parameter. */
export function tlvValue(name: TlvName, value: unknown): Buffer | undefined {
	const { kind } = TLVS[name];
	if (kind === 'octets') return Buffer.isBuffer(value) && value.length <= LONGEST_TLV ? value : undefined;
	if (kind === 'text') {
		const fits = typeof value === 'string' && value.length < LONGEST_TLV && /^[ -~]*$/.test(value);
		return fits ? Buffer.from(`${value}\0`, 'latin1') : undefined;
	}
	const fits = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 256 ** kind;
	if (!fits) return undefined;
	const octets = Buffer.alloc(kind);
	octets.writeUIntBE(value, 0, kind);
	return octets;
}
