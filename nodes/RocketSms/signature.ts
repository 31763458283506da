import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

/** What RocketSMS takes for a password: the MD5 of the account's password, in lower case. */
export function passwordHash({ password, alreadyHashed }: IDataObject): string {
	const typed = String(password ?? '');
	return alreadyHashed === true ? typed.trim().toLowerCase() : createHash('md5').update(typed).digest('hex');
}
