/** The two parts of a name as one side keeps it. */
export type NameParts = readonly [first: string, last: string];

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

export const joined = ([first, last]: NameParts): string => folded(`${first} ${last}`);

/**
 * A whole name in two parts. A part of `now` that the name still begins or ends with stays as it is; else the last word
 * is the last name. A name of one word is a first name. Joined again it is the same name. Pure.
 */
export function split(name: string, now: NameParts = ['', '']): NameParts {
  const whole = folded(name);
  if (whole === joined(now)) return now;
  const [first, last] = [folded(now[0]), folded(now[1])];
  if (first !== '' && whole === first) return [now[0], ''];
  if (first !== '' && whole.startsWith(`${first} `)) return [now[0], whole.slice(first.length + 1)];
  if (last !== '' && whole === last) return ['', now[1]];
  if (last !== '' && whole.endsWith(` ${last}`)) return [whole.slice(0, -last.length - 1), now[1]];
  const at = whole.lastIndexOf(' ');
  return at < 0 ? [whole, ''] : [whole.slice(0, at), whole.slice(at + 1)];
}
