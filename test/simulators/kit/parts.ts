export const GSM_BASIC =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
export const GSM_EXTENDED = '\f^{}\\[~]|€';

const SEPTETS = new Map([...[...GSM_BASIC].map((char) => [char, 1] as const), ...[...GSM_EXTENDED].map((char) => [char, 2] as const)]);
const GSM_ROOM = { single: 160, joined: 153 };
const UCS2_ROOM = { single: 70, joined: 67 };

/**
 * How many SMS a text takes (3GPP TS 23.038 and 23.040): 160 septets or 70 UTF-16 units in one,
 * 153 or 67 in each of several. An escape pair or a surrogate pair is never split between two parts.
 */
export function countParts(text: string): number {
	const chars = [...text];
	const isGsm = chars.every((char) => SEPTETS.has(char));
	const room = isGsm ? GSM_ROOM : UCS2_ROOM;
	const sizes = chars.map((char) => (isGsm ? SEPTETS.get(char)! : char.length));
	if (sizes.reduce((sum, size) => sum + size, 0) <= room.single) return 1;
	let parts = 1;
	let used = 0;
	for (const size of sizes) {
		if (used + size > room.joined) {
			parts += 1;
			used = 0;
		}
		used += size;
	}
	return parts;
}
