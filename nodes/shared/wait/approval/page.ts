import { createHash } from 'node:crypto';

import type { Words } from './words';

/** What the page asks: the user's text, the words around it, and which buttons it has. */
export interface Question {
	text: string;
	words: Words;
	hasDecline: boolean;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1f; --soft: #5c5c66; --paper: #f4f4f7; --card: #fff; --yes: #15803d; --line: #c9c9d1; }
@media (prefers-color-scheme: dark) {
	:root { --ink: #f2f2f5; --soft: #a9a9b4; --paper: #141417; --card: #222227; --yes: #22a454; --line: #4a4a54; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 16px;
	background: var(--paper); color: var(--ink); font: 18px/1.45 system-ui, sans-serif; }
main { width: 100%; max-width: 420px; padding: 24px; border-radius: 20px; background: var(--card); }
h1 { margin: 0 0 12px; font-size: 15px; font-weight: 600; color: var(--soft); }
h1.answer { margin: 0 0 8px; font-size: 22px; color: var(--ink); }
p { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
p.soft { color: var(--soft); }
form { display: grid; gap: 12px; margin-top: 28px; }
button { min-height: 54px; padding: 12px; border: 1px solid var(--line); border-radius: 14px; background: none;
	color: inherit; font: inherit; font-weight: 600; overflow-wrap: anywhere; }
button[value=approve] { border-color: var(--yes); background: var(--yes); color: #fff; }
button:disabled { opacity: .5; }
`;

/** A second tap would be answered with an error although the first one counted. The page works without it, too. */
const SCRIPT = `document.forms[0].addEventListener('submit', (event) => setTimeout(() => {
	for (const button of event.target.elements) button.disabled = true;
}));`;

const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page may load and run nothing but its own style and script, stand in no frame, and be kept nowhere. */
export const HEADERS: Record<string, string> = {
	'Content-Security-Policy': [
		"default-src 'none'",
		`style-src ${digest(STYLE)}`,
		`script-src ${digest(SCRIPT)}`,
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors 'none'",
	].join('; '),
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Robots-Tag': 'noindex',
};

/** The page with the question and its buttons. Its form posts to the address that it was loaded from. */
export const questionPage = ({ text, words, hasDecline }: Question): string =>
	page(
		words,
		`<h1>${escaped(words.title)}</h1>
<p>${escaped(text)}</p>
<form method="post">
${button('approve', words.approve)}
${hasDecline ? button('decline', words.decline) : ''}
</form>
<script>${SCRIPT}</script>`,
	);

/** The page after the decision. */
export const answeredPage = (words: Words, approved: boolean): string =>
	lastPage(words, approved ? words.approved : words.declined);

/** The page of a question that somebody has answered, or that has been replaced by another one. */
export const closedPage = (words: Words): string => lastPage(words, words.closed);

const lastPage = (words: Words, said: string): string =>
	page(words, `<h1 class="answer">${escaped(said)}</h1>\n<p class="soft">${escaped(words.mayClose)}</p>`);

const button = (value: string, label: string): string =>
	`<button name="decision" value="${value}">${escaped(label)}</button>`;

const page = ({ tag, title }: Words, content: string): string => `<!doctype html>
<html lang="${tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
