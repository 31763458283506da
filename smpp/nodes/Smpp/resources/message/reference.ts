import { randomInt } from 'node:crypto';

/** References that a long message can have; the short header carries the lower 8 of their 16 bits. */
const REFERENCES = 0x1_0000;

/** Begins anywhere, so that processes that send to the same phone, and a restarted one, seldom begin at the same place. */
let latest = randomInt(REFERENCES);

/**
 * What joins the parts of one long message at the phone. Counted, not made of the message: the phone mixes the texts of two
 * messages that come interleaved under one reference, and with 8 bits it is a count alone that keeps 256 in a row apart.
 */
export function nextReference(): number {
	latest = (latest + 1) % REFERENCES;
	return latest;
}
