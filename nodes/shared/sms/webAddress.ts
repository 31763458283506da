/** Whether a text is one full web address. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^/\s]\S*$/i.test(text) && URL.canParse(text);
