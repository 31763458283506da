/**
 * What this edition says. The English edition says its texts as they stand in the code, so that its catalogue is empty; for an
 * edition in another language, `tools/packages` puts a file in the place of this one (docs/languages.md).
 */

/** The language of the edition, as a BCP 47 tag. */
export const LANGUAGE: string = 'en-GB';

/** The texts of the edition, by the English ones. */
export const CATALOGUE: Readonly<Record<string, string>> = {};
