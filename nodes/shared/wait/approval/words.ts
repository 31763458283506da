/** What the page says beside the user's own text. */
export interface Words {
	/** The language's BCP 47 tag. */
	tag: string;
	title: string;
	approve: string;
	decline: string;
	approved: string;
	declined: string;
	closed: string;
	mayClose: string;
}

/** The languages of the page, as the options of a field. */
export const LANGUAGES = [
	{ name: 'English', value: 'en' },
	{ name: 'Russian', value: 'ru' },
];

const WORDS: Record<string, Words> = {
	en: {
		tag: 'en',
		title: 'Your decision, please',
		approve: 'Approve',
		decline: 'Decline',
		approved: 'You have approved this',
		declined: 'You have declined this',
		closed: 'This question is no longer open',
		mayClose: 'You can close this page.',
	},
	ru: {
		tag: 'ru',
		title: 'Нужно ваше решение',
		approve: 'Одобрить',
		decline: 'Отклонить',
		approved: 'Вы одобрили',
		declined: 'Вы отклонили',
		closed: 'На этот вопрос уже ответили',
		mayClose: 'Страницу можно закрыть.',
	},
};

/** The words in a language; English where it is not known. */
export const wordsIn = (language: unknown): Words => WORDS[String(language)] ?? WORDS.en;
