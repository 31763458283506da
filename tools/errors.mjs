/** `npm run docs`: writes the pages of error codes, in English and Russian, from the tables of the code. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { RUSSIAN, TITLES } from './errors/russian.mjs';
import { consequencesOf, sections } from './errors/tables.mjs';

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
 *   tell: (table: Table, row: Row) => [meaning: string, remedy: string],
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
	tell: (_table, { meaning, remedy }) => [meaning, remedy],
};

/** @type {Language} */
const RUSSIAN_PAGE = {
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
	title: (text) => TITLES[text] ?? text,
	tell: ({ key }, { code }) => RUSSIAN[key][code],
};

/** @returns rows of the code that the Russian table lacks, and rows of it that the code lacks */
function mismatches() {
	const told = Object.entries(RUSSIAN).flatMap(([key, rows]) => Object.keys(rows).map((code) => `${key}: ${code}`));
	const tables = sections().flatMap((section) => section.tables);
	const known = tables.flatMap(({ key, rows }) => rows.map(({ code }) => `${key}: ${code}`));
	return [
		...known.filter((row) => !told.includes(row)).map((row) => `not translated: ${row}`),
		...told.filter((row) => !known.includes(row)).map((row) => `not in the code: ${row}`),
	];
}

/**
 * @returns {Record<string, string>} the pages by their paths below the project's root
 * @throws when the Russian tables do not fit the code
 */
export function pages() {
	const wrong = mismatches();
	if (wrong.length > 0) throw new Error(`tools/errors/russian.mjs does not fit the code:\n${wrong.join('\n')}`);
	return Object.fromEntries([ENGLISH, RUSSIAN_PAGE].map((language) => [language.path, pageIn(language)]));
}

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
		return [row.code, ...tell(table, row), again, remembers ? yes : '', halts ? yes : ''];
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
