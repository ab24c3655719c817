/** Widths of letters in a sans serif face, in parts of its size. Near enough to keep a text inside its box. */
const width = (letter: string): number => {
  if (/[iljtfrI.,:;·'’|!() -]/.test(letter)) return 0.34;
  if (/[mwMW%@]/.test(letter)) return 0.88;
  if (/[A-ZÄÖÜ]/.test(letter)) return 0.69;
  return letter > '\u2e80' ? 1 : 0.57;
};

export const textWidth = (text: string, sizePx: number): number =>
  [...text].reduce((sum, letter) => sum + width(letter) * sizePx, 0);

/** The text in one line, or broken between words into two where one is too short for it. */
export function linesOf(text: string, roomPx: number, sizePx: number): readonly string[] {
  if (textWidth(text, sizePx) <= roomPx) return [text];
  const words = text.split(' ');
  let first = words.shift() ?? '';
  while (words[0] && textWidth(`${first} ${words[0]}`, sizePx) <= roomPx) first += ` ${words.shift()}`;
  return [fit(first, roomPx, sizePx), ...(words.length > 0 ? [fit(words.join(' '), roomPx, sizePx)] : [])];
}

/** The text, or as much of its beginning as there is room for. */
export function fit(text: string, roomPx: number, sizePx: number): string {
  if (textWidth(text, sizePx) <= roomPx) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join('')}…`, sizePx) > roomPx) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
