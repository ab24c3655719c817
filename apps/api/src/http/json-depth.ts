/** No body of ours goes deeper than ten; a vendor's webhook may bring a text as a tree, lists in lists. */
const DEEPEST = 100;
const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENS: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSES: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Whether it may be parsed: lists in lists a hundred thousand deep cost 7 ms, and the stack of whoever walks them. */
export function isShallowJson(text: string): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (OPENS.has(code)) {
      depth++;
      if (depth > DEEPEST) return false;
    } else if (CLOSES.has(code)) depth--;
  }
  return true;
}
