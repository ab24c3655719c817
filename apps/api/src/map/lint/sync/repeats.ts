/** How much work a regular expression may make of a value that does not fit. */
export interface Repeats {
  /** More than once over a group that fits a text in several ways: work doubles with each letter. */
  readonly isNested: boolean;
  readonly hasBackReference: boolean;
  readonly count: number;
}

/** No more times than this is no repeat. */
const FEW = 10;

/** Of an expression that compiles. Careful: some that would be quick are called nested. Pure. */
export function repeatsOf(pattern: string): Repeats {
  let [isNested, hasBackReference, count] = [false, false, 0];
  /** For each open group, and the whole: whether something in it may be read in several ways. */
  const open: boolean[] = [false];
  let isLastGroupLoose = false;
  const mark = () => void open.splice(-1, 1, true);
  for (const [token] of pattern.matchAll(TOKEN)) {
    const wasLoose = isLastGroupLoose;
    isLastGroupLoose = false;
    if (/^\\(?:[1-9]|k<)/.test(token)) hasBackReference = true;
    else if (token.startsWith('(')) open.push(false);
    else if (token === ')') {
      isLastGroupLoose = open.pop() ?? false;
      if (isLastGroupLoose) mark();
    } else if (token === '|') mark();
    else {
      const times = timesOf(token);
      if (!times) continue;
      if (times.to > FEW) count++;
      if (wasLoose && times.to > 1) isNested = true;
      if (times.from !== times.to) mark();
    }
  }
  return { isNested, hasBackReference, count };
}

/** An escape, a class of letters, a group's beginning or end, a choice, how often; or any one letter. */
const TOKEN =
  /\\k<\w+>|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<\w+>))?|[)|]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/g;

function timesOf(token: string): { readonly from: number; readonly to: number } | undefined {
  const [sign] = token;
  if (sign === '*' || sign === '+') return { from: sign === '*' ? 0 : 1, to: Number.POSITIVE_INFINITY };
  if (sign === '?') return { from: 0, to: 1 };
  const [, from, more, to] = /^\{(\d+)(,(\d*))?\}/.exec(token) ?? [];
  if (from === undefined) return undefined;
  return { from: Number(from), to: more === undefined ? Number(from) : Number(to || Number.POSITIVE_INFINITY) };
}
