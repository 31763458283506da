const PLAIN: Record<string, string> = Object.fromEntries(
	(
		'а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:j к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:c ч:ch ш:sh ' +
		"щ:sch ъ:' ы:y ь:' э:e ю:yu я:ya"
	)
		.split(' ')
		.map((pair) => pair.split(':') as [string, string]),
);

// The document shows one word of it: "mpaHc/Ium".
const LOOKALIKE: Record<string, string> = { ...PLAIN, т: 'm', р: 'p', н: 'H', с: 'c', л: '/I', и: 'u', в: 'B', ж: ')K' };

/** A text in Latin letters: `1` by sound, `2` by looks; anything else leaves it. */
export function transliterate(text: string, mode: string): string {
	if (mode !== '1' && mode !== '2') return text;
	const table = mode === '1' ? PLAIN : LOOKALIKE;
	return Array.from(text, (character) => latin(character, table)).join('');
}

function latin(character: string, table: Record<string, string>): string {
	const small = table[character.toLowerCase()];
	if (small === undefined) return character;
	return character === character.toLowerCase() ? small : small[0].toUpperCase() + small.slice(1);
}
