/** Characters that take no place, so that nobody sees them: in what tells things apart, they would make two of one. White space is none. */
export const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Whether a text shows nothing: white space, controls, and characters that no phone draws. */
export const isBlank = (text: string): boolean => /^[\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);

/** Whether a value says nothing: what an expression on a missing field gives, or a text that shows nothing. */
export const isNothing = (value: unknown): boolean =>
	value === undefined || value === null || Number.isNaN(value) || (typeof value === 'string' && isBlank(value));
