const LETTERS: Record<string, string> = Object.fromEntries(
	(
		'а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh ' +
		"щ:shch ъ:' ы:y ь:' э:e ю:yu я:ya і:i ў:w"
	)
		.split(' ')
		.map((pair) => pair.split(':') as [string, string]),
);

/**
 * A text as a vendor's transliteration makes it, near enough to count its parts: each vendor has a table of its own,
 * and this one is on the long side.
 */
export function transliterated(text: string): string {
	return [...text]
		.map((character) => {
			const latin = LETTERS[character.toLowerCase()];
			if (latin === undefined) return character;
			return character === character.toLowerCase() ? latin : latin[0].toUpperCase() + latin.slice(1);
		})
		.join('');
}
