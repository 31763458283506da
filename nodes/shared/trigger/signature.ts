import { createHash, timingSafeEqual } from 'node:crypto';

type Algorithm = 'md5' | 'sha1' | 'sha256';

/** The digest of texts, as UTF-8, or of bytes one after another, in lower-case hexadecimal digits. */
export function digest(algorithm: Algorithm, ...parts: Array<string | Buffer>): string {
	return parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest('hex');
}

/** Whether a push's signature is the expected one. How long that takes tells nothing about where the two differ. */
export function isSigned(given: unknown, expected: string): boolean {
	if (typeof given !== 'string') return false;
	return timingSafeEqual(fingerprint(given.trim().toLowerCase()), fingerprint(expected));
}

/** Brings both to one length, as the comparison needs it. */
const fingerprint = (text: string): Buffer => createHash('sha256').update(text).digest();
