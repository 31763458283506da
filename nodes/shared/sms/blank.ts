/** Whether a text shows nothing: white space, and characters that no phone draws. */
export const isBlank = (text: string): boolean => /^[\s\p{Cf}\p{Cc}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]*$/u.test(text);
