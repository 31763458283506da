import type { IDataObject } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../../../nodes/shared/errors';
import type { Parameters } from '../../../../../nodes/shared/operation';
import { isObject } from '../../../../../nodes/shared/transport/replies';
import { LONGEST_TLV, TLVS } from '../../../../protocol/codec/tlvs';
import { extraOption } from './options';

/** An optional parameter as plain data: its number, and its octets in hexadecimal digits. */
export type ExtraData = [tag: number, value: string];

const LABEL = extraOption.displayName;

const MISTAKES = {
	tag: { what: 'the tag "{tag}" is no number from 1 to 65535', remedy: 'Write it as the provider’s document does, e.g. 0x1403.' },
	taken: { what: 'the tag {tag} is set by the node itself', remedy: 'Remove it; choose the way of long messages under "Long Messages".' },
	twice: { what: 'the tag {tag} stands there twice', remedy: 'Remove one of them.' },
	value: { what: 'the value "{value}" of the tag {tag} is not of the type chosen', remedy: 'Correct the value or the type.' },
} satisfies Record<string, Mistake>;

/** Parameters by which parts belong together: another value would tear a message apart. */
const OURS: readonly number[] = [TLVS.sar_msg_ref_num.tag, TLVS.sar_total_segments.tag, TLVS.sar_segment_seqnum.tag, TLVS.message_payload.tag];

const number = (octets: 1 | 2 | 4) => (value: string) => {
	const read = /^(0x[\da-f]{1,8}|\d{1,10})$/i.test(value) ? Number(value) : NaN;
	if (!(read < 256 ** octets)) return undefined;
	const written = Buffer.alloc(octets);
	written.writeUIntBE(read, 0, octets);
	return written;
};

const text = (end: string) => (value: string) => (/^[ -~]*$/.test(value) ? Buffer.from(value + end, 'latin1') : undefined);

/** What is made of a value, by its type; nothing where it is not of that type. */
const TYPES: Record<string, (value: string) => Buffer | undefined> = {
	text: text(''),
	textNul: text('\0'),
	hex: (value) => (/^([\da-f]{2})*$/i.test(value.replace(/\s/g, '')) ? Buffer.from(value.replace(/\s/g, ''), 'hex') : undefined),
	number1: number(1),
	number2: number(2),
	number4: number(4),
};

/** The optional parameters that the user adds. @throws {InputError} */
export function extraOf(parameters: Parameters): ExtraData[] {
	const option = parameters.get(extraOption.name);
	const rows = isObject(option) && Array.isArray(option.tlv) ? (option.tlv as IDataObject[]) : [];
	const extra = rows.map(rowData);
	const tags = extra.map(([tag]) => tag);
	const double = tags.find((tag, index) => tags.indexOf(tag) !== index);
	if (double !== undefined) throw InputError.of(LABEL, MISTAKES.twice, { tag: tagText(double) });
	return extra;
}

function rowData({ tag: typed, type = 'text', value }: IDataObject): ExtraData {
	const written = String(typed ?? '').trim();
	const tag = /^(0x[\da-f]{1,4}|\d{1,5})$/i.test(written) ? Number(written) : NaN;
	if (!(tag >= 1 && tag <= 0xffff)) throw InputError.of(LABEL, MISTAKES.tag, { tag: written });
	if (OURS.includes(tag)) throw InputError.of(LABEL, MISTAKES.taken, { tag: tagText(tag) });
	const given = String(value ?? '').trim();
	const octets = Object.hasOwn(TYPES, String(type)) ? TYPES[String(type)](given) : undefined;
	if (!octets || octets.length > LONGEST_TLV) throw InputError.of(LABEL, MISTAKES.value, { tag: tagText(tag), value: given });
	return [tag, octets.toString('hex')];
}

const tagText = (tag: number): string => `0x${tag.toString(16).toUpperCase().padStart(4, '0')}`;
