/**
 * What shows nothing itself and changes how what stands beside it reads: controls (of terminals too), line separators,
 * text that runs the other way by order, soft hyphens and spaces of no width. Joiners stay, and marks of direction: names
 * are written with them; and the tags that make a flag a country's.
 */
const UNSEEN =
  /\u{1f3f4}[\u{e0020}-\u{e007f}]{1,8}|[\p{Cc}\u{ad}\u{180e}\u{200b}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{fff9}-\u{fffb}\u{e0001}\u{e0020}-\u{e007f}]/gu;
/** A letter with more marks than any script puts on one covers the lines around it. */
const FLOOD = /(\p{M}{8})\p{M}+/gu;
/** A line, a tab, a flag. */
const isKept = (one: string): boolean => /^[\n\t\r\u{1f3f4}]/u.test(one);

/** A text as it is read, by somebody who must not take it for more or other than it is. */
export const readableText = (text: string): string =>
  text.replace(UNSEEN, (one) => (isKept(one) ? one : '')).replace(FLOOD, '$1');

/** Escapes of controls, and every character that `readableText` looks at. */
const SUSPECT =
  /\\u00[01]|\\[bf]|[\u{7f}-\u{9f}\u{ad}\u{180e}\u{200b}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{fff9}-\u{fffb}\u{e0001}-\u{e007f}]|\p{M}{9}/u;

/** Whatever can be any of that, by looking at each unit once: most lines hold none, and the marks take ten times as long. */
const QUICK =
  /[\u0300-\u1dff]|[\u20d0-\u20ff]|[\u2c00-\u2dff]|[\u302a-\u302f]|[\u3099\u309a]|[\ua600-\uabff]|[\\\x7f-\x9f\xad\u200b\u2028-\u202e\u2060-\u2069\ud800-\uffff]/;

/** The same of every text in what is sent as JSON. */
export function readableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!QUICK.test(json) || !SUSPECT.test(json)) return json;
  return JSON.stringify(value, (_name, one: unknown) => (typeof one === 'string' ? readableText(one) : one));
}
