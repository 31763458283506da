import { PARAMETERS_ERROR, Refusal } from './answers.ts';
import type { Kind } from './kinds.ts';
import { listed, type Params } from './params.ts';
import { recipientsOf, type Recipient } from './recipients.ts';
import type { Service } from './service.ts';
import { transliterate } from './translit.ts';
import { countParts } from '../kit/parts.ts';

/** One text for some recipients, as a call or a line of its `list` asks for it. */
export interface Order {
	recipients: Recipient[];
	text: string;
	sender: string;
	/** The line's own zone. */
	tz?: string;
}

const LONGEST_TEXT = 1000;
const PHONES = /^(G\d+|#?[\w.@+-]+|\+?[\d() -]+)$/i;
const LINE = /^(?:([^|:;]*)\|)?([^:;|]+)[:;](.*)$/s;
const LINK = /https?:\/\/\S+/g;

/** What a call wants sent: `phones` with `mes`, or the lines of `list`. */
export function readOrders(params: Params, kind: Kind, service: Service): Order[] {
	const sender = params.get('sender');
	const orders = params.has('list')
		? readList(params, sender, (written) => recipientsOf(written, kind, service))
		: [{ recipients: recipientsOf(listed(params.get('phones'), /[,;]/), kind, service), text: params.get('mes'), sender }];
	if (orders.length === 0 || orders.some(({ recipients }) => recipients.length === 0)) throw new Refusal(PARAMETERS_ERROR);
	return orders.map((order) => ({ ...order, text: finished(order.text, params) }));
}

/** Refuses texts longer than the document allows; e-mails have no such limit. */
export function checkLength({ text }: Order, kind: Kind): void {
	if (kind.name !== 'mail' && text.length > LONGEST_TEXT) throw new Refusal(PARAMETERS_ERROR);
}

/**
 * Lines `phones:text` or `sender,tz|phones:text`; the first colon or semicolon ends the phones. `\n` in a text is a line
 * break; with `nl=1`, a line that does not begin like a list line continues the text before it.
 */
function readList(params: Params, sender: string, recipients: (written: string[]) => Recipient[]): Order[] {
	const continues = params.flag('nl');
	const orders: Order[] = [];
	for (const line of params.get('list').split('\n')) {
		const [, prefix, phones, text] = LINE.exec(line) ?? [];
		const written = listed(phones ?? '');
		const isEntry = written.length > 0 && written.every((one) => PHONES.test(one));
		if (isEntry) {
			const [name, tz] = prefix?.split(',') ?? [];
			orders.push({ recipients: recipients(written), text: continues ? text : broken(text), sender: name || sender, tz });
		} else if (continues && orders.length > 0) orders.at(-1)!.text += `\n${line}`;
		else if (line.trim() !== '') throw new Refusal(PARAMETERS_ERROR);
	}
	return orders;
}

const broken = (text: string) => text.replaceAll('\\n', '\n');

/** A text as it goes out: links shortened, Latin letters, cut to `maxsms` parts. */
function finished(text: string, params: Params): string {
	const shortened = params.flag('tinyurl') ? text.replace(LINK, 'http://smsc.ru/u/1') : text;
	const latin = transliterate(shortened, params.raw('translit'));
	const most = Number(params.get('maxsms') || Infinity);
	if (!(most >= 1)) throw new Refusal(PARAMETERS_ERROR);
	const characters = [...latin];
	while (countParts(characters.join('')) > most) characters.pop();
	return characters.join('');
}
