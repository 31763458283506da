import { textOf } from '../../shared/replies';
import type { PushSource } from '../../shared/trigger/source';
import { smsc } from '../resources';
import { KINDS, eventOf } from './events';
import { isGenuine, noticesOf } from './notices';

const INSTRUCTIONS = `SMSC is told by hand, once:<br>
1. Enter a word of your own as <b>Secret Word</b> in the credential.<br>
2. Copy the <b>Production URL</b> from above, and put this at its end: <code>?charset=utf-8&amp;sha1=</code> and the secret word.<br>
3. Enter the whole as the handler’s address in the settings of your SMSC account, for statuses, incoming messages and service messages. If SMSC asks for a secret word there, it is the same one.`;

/**
 * Pushes of SMSC: one handler per account, by POST or GET, as a form or JSON (`fmt=3`), each signed by MD5 or SHA-1 with a
 * secret word. Known from excerpts of the vendor's page and from public handlers. Any answer with 200 will do.
 */
export const smscPushes: PushSource = {
	vendor: smsc,
	methods: ['GET', 'POST'],
	kinds: KINDS,
	instructions: INSTRUCTIONS,
	signature: {
		key: ({ secretWord }) => textOf(secretWord)?.trim() || undefined,
		missing:
			'SMSC signs its pushes with a secret word, and the credential has none. Enter a word of your own as "Secret Word" in the SMSC credential, and the same one in the handler’s address in your SMSC account.',
		verify: isGenuine,
	},
	read(push) {
		const events = noticesOf(push).map(eventOf);
		return events.flatMap((event) => event ?? []);
	},
	answer: 'OK',
};
