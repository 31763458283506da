import { asText } from '../../shared/transport/replies';
import type { PushSource } from '../../shared/trigger/source';
import { smsc } from '../resources';
import { KINDS, eventOf } from './events';
import { isGenuine, noticesOf } from './notices';

const INSTRUCTIONS = `Give SMSC the address of this trigger, once, in three steps:
<ul>
<li>Step 1. In the credential, enter a word of your own as “Secret Word”, e.g. sunflower7.</li>
<li>Step 2. Copy the Production URL, under “Webhook URLs” above, and put ?charset=utf-8&amp;sha1=sunflower7 at its end, with your word. It then looks like this: https://n8n.example.com/webhook/3d1e0c52-7b64-4f0a-9a1e-1c5b2f7e8a90/webhook?charset=utf-8&amp;sha1=sunflower7</li>
<li>Step 3. In the settings of your SMSC account, enter this as the handler’s address for statuses, incoming messages and service messages. Where SMSC asks for a secret word, it is the same one.</li>
</ul>`;

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
		key: ({ secretWord }) => asText(secretWord)?.trim() || undefined,
		missing:
			'SMSC signs its pushes with a secret word, and the credential has none. Enter a word of your own as "Secret Word" in the SMSC credential, and the same one in the handler’s address in your SMSC account.',
		verify: isGenuine,
	},
	read(push) {
		return noticesOf(push)?.map(eventOf).flatMap((event) => event ?? []);
	},
	answer: 'OK',
};
