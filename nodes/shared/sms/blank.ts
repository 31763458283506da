/** Whether a text shows nothing: white space, and characters that no phone draws. */
export const isBlank = (text: string): boolean => /^[\s\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
