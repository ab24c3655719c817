/** Widths of letters in a sans serif face, in parts of its size. Near enough to keep a text inside its box. */
const width = (letter: string): number => {
  if (/[iljtfrI.,:;·'’|!() -]/.test(letter)) return 0.34;
  if (/[mwMW%@]/.test(letter)) return 0.88;
  if (/[A-ZÄÖÜ]/.test(letter)) return 0.69;
  return letter > '\u2e80' ? 1 : 0.57;
};

export const textWidth = (text: string, sizePx: number): number =>
  [...text].reduce((sum, letter) => sum + width(letter) * sizePx, 0);

/** The text, or as much of its beginning as there is room for. */
export function fit(text: string, roomPx: number, sizePx: number): string {
  if (textWidth(text, sizePx) <= roomPx) return text;
  const letters = [...text];
  while (letters.length > 0 && textWidth(`${letters.join('')}…`, sizePx) > roomPx) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
