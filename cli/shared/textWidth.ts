/** Returns the width of the last line of a text, in columns. East Asian characters and emoji take two columns. */
export const textWidth = (text: string): number =>
  [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : ZERO.test(character) ? 0 : 1), 0);
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const ZERO = /[\p{Mn}\p{Me}\u200c\u200d]/u;
