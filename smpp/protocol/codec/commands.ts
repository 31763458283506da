/** A field of a body. `max` counts octets, the closing NUL included (SMPP 3.4, 3.1 and 5.2). */
export type Field<N extends string = string> =
	| { name: N; kind: 'number' }
	| { name: N; kind: 'text'; max: number }
	| { name: N; kind: 'octets' };

const number = <N extends string>(name: N) => ({ name, kind: 'number' }) as const;
const text = <N extends string>(name: N, max: number) => ({ name, kind: 'text', max }) as const;
const octets = <N extends string>(name: N) => ({ name, kind: 'octets' }) as const;

/** The specification gives a password 9 octets; vendors hand out longer ones. */
const PASSWORD = 65;

const BIND = [
	text('system_id', 16),
	text('password', PASSWORD),
	text('system_type', 13),
	number('interface_version'),
	number('addr_ton'),
	number('addr_npi'),
	text('address_range', 41),
] as const;

const BIND_RESP = [text('system_id', 16)] as const;

/** submit_sm (4.4.1) and deliver_sm (4.6.1). */
const MESSAGE = [
	text('service_type', 6),
	number('source_addr_ton'),
	number('source_addr_npi'),
	text('source_addr', 21),
	number('dest_addr_ton'),
	number('dest_addr_npi'),
	text('destination_addr', 21),
	number('esm_class'),
	number('protocol_id'),
	number('priority_flag'),
	text('schedule_delivery_time', 17),
	text('validity_period', 17),
	number('registered_delivery'),
	number('replace_if_present_flag'),
	number('data_coding'),
	number('sm_default_msg_id'),
	octets('short_message'),
] as const;

const MESSAGE_RESP = [text('message_id', 65)] as const;

const DATA = [
	text('service_type', 6),
	number('source_addr_ton'),
	number('source_addr_npi'),
	text('source_addr', 65),
	number('dest_addr_ton'),
	number('dest_addr_npi'),
	text('destination_addr', 65),
	number('esm_class'),
	number('registered_delivery'),
	number('data_coding'),
] as const;

const QUERY = [
	text('message_id', 65),
	number('source_addr_ton'),
	number('source_addr_npi'),
	text('source_addr', 21),
] as const;

const QUERY_RESP = [text('message_id', 65), text('final_date', 17), number('message_state'), number('error_code')] as const;

const CANCEL = [
	text('service_type', 6),
	text('message_id', 65),
	number('source_addr_ton'),
	number('source_addr_npi'),
	text('source_addr', 21),
	number('dest_addr_ton'),
	number('dest_addr_npi'),
	text('destination_addr', 21),
] as const;

const OUTBIND = [text('system_id', 16), text('password', PASSWORD)] as const;

const ALERT = [
	number('source_addr_ton'),
	number('source_addr_npi'),
	text('source_addr', 65),
	number('esme_addr_ton'),
	number('esme_addr_npi'),
	text('esme_addr', 65),
] as const;

const NOTHING = [] as const;

/** The bit that makes a response's id of its request's. */
export const RESPONSE = 0x80000000;

/** The commands of SMPP 3.4 (5.1.2.1) that a client meets, each with its id and the fields of its body, in their order. */
export const COMMANDS = {
	bind_receiver: { id: 0x01, fields: BIND },
	bind_transmitter: { id: 0x02, fields: BIND },
	query_sm: { id: 0x03, fields: QUERY },
	submit_sm: { id: 0x04, fields: MESSAGE },
	deliver_sm: { id: 0x05, fields: MESSAGE },
	unbind: { id: 0x06, fields: NOTHING },
	cancel_sm: { id: 0x08, fields: CANCEL },
	bind_transceiver: { id: 0x09, fields: BIND },
	outbind: { id: 0x0b, fields: OUTBIND },
	enquire_link: { id: 0x15, fields: NOTHING },
	alert_notification: { id: 0x102, fields: ALERT },
	data_sm: { id: 0x103, fields: DATA },
	generic_nack: { id: RESPONSE, fields: NOTHING },
	bind_receiver_resp: { id: 0x80000001, fields: BIND_RESP },
	bind_transmitter_resp: { id: 0x80000002, fields: BIND_RESP },
	query_sm_resp: { id: 0x80000003, fields: QUERY_RESP },
	submit_sm_resp: { id: 0x80000004, fields: MESSAGE_RESP },
	deliver_sm_resp: { id: 0x80000005, fields: MESSAGE_RESP },
	unbind_resp: { id: 0x80000006, fields: NOTHING },
	cancel_sm_resp: { id: 0x80000008, fields: NOTHING },
	bind_transceiver_resp: { id: 0x80000009, fields: BIND_RESP },
	enquire_link_resp: { id: 0x80000015, fields: NOTHING },
	data_sm_resp: { id: 0x80000103, fields: MESSAGE_RESP },
} as const;

export type Command = keyof typeof COMMANDS;

/** The commands that have a response. */
export type RequestCommand = { [C in Command]: `${C}_resp` extends Command ? C : never }[Command];

type ValueOf<K extends Field['kind']> = K extends 'number' ? number : K extends 'text' ? string : Buffer;

/** The fields of a command's body, under the specification's names. */
export type Body<C extends Command> = {
	[F in (typeof COMMANDS)[C]['fields'][number] as F['name']]: ValueOf<F['kind']>;
};

const BY_ID = new Map(Object.entries(COMMANDS).map(([name, { id }]) => [id, name as Command]));

/** The command with an id; nothing for one that this client does not know. */
export const commandOf = (id: number): Command | undefined => BY_ID.get(id as never);

/** Whether a command answers another. */
export const isResponse = (command: Command): boolean => COMMANDS[command].id >= RESPONSE;

/** The answer to a request, e.g. `deliver_sm_resp`. */
export const responseTo = <C extends RequestCommand>(command: C): `${C}_resp` => `${command}_resp`;
