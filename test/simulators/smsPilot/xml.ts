/** An XML element, as far as this vendor's documents need one. */
export interface Element {
	name: string;
	attributes: { [name: string]: string };
	children: Element[];
	text: string;
}

const TOKEN = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([\w.-]+)\s*>|<([\w.-]+)((?:\s+[\w.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: { [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The root element of a document; undefined if its structure is invalid. */
export function parseXml(document: string): Element | undefined {
	const top: Element = { name: '', attributes: {}, children: [], text: '' };
	const open = [top];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < document.length) {
		const token = TOKEN.exec(document);
		if (token === null || !take(token, open)) return undefined;
	}
	return open.length === 1 && top.children.length === 1 && top.text.trim() === '' ? top.children[0] : undefined;
}

function take([, cdata, closed, opened, attributes, isEmpty, text]: RegExpExecArray, open: Element[]): boolean {
	const parent = open.at(-1)!;
	if (closed !== undefined) return open.length > 1 && open.pop()!.name === closed;
	if (opened !== undefined) {
		const element: Element = { name: opened, attributes: attributesOf(attributes), children: [], text: '' };
		parent.children.push(element);
		if (isEmpty === '') open.push(element);
		return true;
	}
	parent.text += cdata ?? decode(text ?? '');
	return true;
}

const attributesOf = (text: string) =>
	Object.fromEntries(Array.from(text.matchAll(ATTRIBUTE), ([, name, double, single]) => [name, decode(double ?? single)]));

function decode(text: string): string {
	return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
		if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
		if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
		return ENTITIES[name] ?? whole;
	});
}

const encode = (text: string): string =>
	text.replace(/[<>&"]/g, (char) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[char]!);

/** One element in words; content is text or elements that are words already. */
export function xml(name: string, attributes: { [name: string]: unknown }, content: string | string[] = ''): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${encode(String(value))}"`).join('');
	const inner = typeof content === 'string' ? encode(content) : content.join('');
	return inner === '' ? `<${name}${written} />` : `<${name}${written}>${inner}</${name}>`;
}
