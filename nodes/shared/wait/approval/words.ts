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

/** The page speaks as the text does. */
export const AS_TEXT = 'text';

/** The languages of the page, as the options of a field. */
export const LANGUAGES = [
	{ name: 'Same as the Text', value: AS_TEXT },
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

/**
 * The words in a language.
 * @param language a value of the field; where it is none, the text decides
 * @param text what the page asks: Russian words beside a text with Cyrillic letters, English ones beside any other
 */
export function wordsIn(language: unknown, text = ''): Words {
	const chosen = String(language);
	if (Object.hasOwn(WORDS, chosen)) return WORDS[chosen];
	return /\p{Script=Cyrillic}/u.test(text) ? WORDS.ru : WORDS.en;
}
