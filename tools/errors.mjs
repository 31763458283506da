/** `npm run docs`: writes the pages of error codes, in English and Russian, from the tables of the code. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { consequencesOf, sections } from './errors/tables.mjs';
import { everyTranslation } from './language/catalogues.mjs';

/** @typedef {import('./errors/tables.mjs').Row} Row */
/** @typedef {import('./errors/tables.mjs').Table} Table */

/**
 * What a language says around the tables, and how it tells a row.
 * @typedef {{
 *   path: string,
 *   intro: string,
 *   heads: string[],
 *   yes: string,
 *   reads: string,
 *   title: (text: string) => string,
 *   tell: (text: string) => string,
 * }} Language
 */

/** @type {Language} */
const ENGLISH = {
	path: 'docs/errors.md',
	intro: `# Error codes

What the vendors' codes mean, and what the nodes do about them. Made from the tables of the code by \`npm run docs\`: do not edit.

- **Asked again**: the node itself tries twice more, because the vendor certainly took nothing. "Reads": only what costs nothing
  and changes nothing, such as a balance or a status, is asked again.
- **Remembered**: Retry On Fail and "Retry execution" return this outcome instead of sending again. Of refusals, these are only
  the ones that nothing but the number, text or settings of that recipient could cure; once they have changed, it is sent. What
  is unclear is never sent again.
- **Ends the run**: every further request would meet the same wall, so none is made; the rest is "not tried".

A code that is not listed here is shown with the vendor's own words. The node does not ask again by itself, but a retry does: a
refusal took nothing, and a top-up or a setting in the account may have cured it.`,
	heads: ['code', 'meaning', 'what to do', 'asked again', 'remembered', 'ends the run'],
	yes: 'yes',
	reads: 'reads',
	title: (text) => text,
	tell: (text) => text,
};

const RUSSIAN_TEXTS = everyTranslation('ru');

/** Headings that are not the same in Russian. @type {Record<string, string>} */
const RUSSIAN_TITLES = {
	Texts: 'Тексты',
	Connection: 'Связь',
	'All vendors': 'Общее для всех',
	Sending: 'Отправка',
	'Everything else': 'Всё остальное',
	'Refused recipients, by status': 'Отказ получателю: по статусу',
	'Undelivered, by error': 'Не доставлено: по ошибке',
};

/** @type {Language} */
const RUSSIAN = {
	path: 'docs/ru/errors.md',
	intro: `# Коды ошибок

Что значат коды сервисов и что делает узел. Страница составлена из таблиц программы командой \`npm run docs\`; руками её не правят.

- **Повторит сам**: узел попробует ещё дважды, потому что сервис точно ничего не взял. «Только вопросы»: переспросит лишь то, что
  ничего не стоит и не меняет, — баланс, статус.
- **Запомнит**: **Retry On Fail** и **Retry execution** вернут этот исход и не станут отправлять снова. Из отказов запоминаются
  только те, которые исправит лишь другой номер, другой текст или другие настройки получателя: изменились они — узел отправит.
  Неясное не отправляется повторно никогда.
- **Остановит**: та же преграда ждёт и остальных, поэтому их узел не пробует (\`not tried\`).

Кода нет в таблице — узел покажет слова сервиса и сам не повторит, но при повторном запуске спросит снова: при отказе ничего не
отправлено, а помочь могло пополнение счёта или настройка в личном кабинете.`,
	heads: ['код', 'что случилось', 'что делать', 'повторит сам', 'запомнит', 'остановит'],
	yes: 'да',
	reads: 'только вопросы',
	title: (text) => RUSSIAN_TITLES[text] ?? text,
	tell: (text) => RUSSIAN_TEXTS[text] || text,
};

/** @returns {Record<string, string>} the pages by their paths below the project's root */
export const pages = () => Object.fromEntries([ENGLISH, RUSSIAN].map((language) => [language.path, pageIn(language)]));

function pageIn(/** @type {Language} */ language) {
	const parts = sections().flatMap(({ name, tables }) => [
		`## ${language.title(name)}`,
		...tables.flatMap((table) => [...(table.title ? [`### ${language.title(table.title)}`] : []), tableIn(language, table)]),
	]);
	return `${[language.intro, ...parts].join('\n\n')}\n`;
}

function tableIn(/** @type {Language} */ { heads, yes, reads, tell }, /** @type {Table} */ table) {
	const rows = table.rows.map((row) => {
		const { asksAgain, remembers, halts } = consequencesOf(row);
		const again = { yes, reads, '': '' }[asksAgain];
		return [row.code, tell(row.meaning), tell(row.remedy), again, remembers ? yes : '', halts ? yes : ''];
	});
	return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
}

const escaped = (/** @type {string} */ cell) => cell.replaceAll('|', '\\|');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const [path, text] of Object.entries(pages())) {
		await writeFile(new URL(`../${path}`, import.meta.url), text);
		console.log(path);
	}
}
