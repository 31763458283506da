const LETTERS: { [letter: string]: string } = {
	а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'j',
	к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f',
	х: 'h', ц: 'c', ч: 'ch', ш: 'sh', щ: 'sch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** `translit=1`: Russian letters become Latin. The vendor's own table is not documented; this one is a usual one. */
export function transliterate(text: string): string {
	return text.replace(/[а-яё]/gi, (letter) => {
		const small = letter.toLowerCase();
		const latin = LETTERS[small];
		return letter === small ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
	});
}
