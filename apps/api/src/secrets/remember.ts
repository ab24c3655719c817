/** Answers from memory; with `isDoubted` asks again, unless somebody has just doubted too. */
export type Remembered<T> = (isDoubted?: boolean) => Promise<T>;

/** Often enough for who doubts, and seldom enough for who would have us ask without end. */
const DOUBTED_MS = 250;

/** The same answer for a while, asked for once by however many want it. A failure is not remembered. */
export function rememberFor<T>(forMs: number, now: () => number, ask: () => Promise<T>): Remembered<T> {
  let known: { readonly answer: Promise<T>; readonly atMs: number } | undefined;
  let doubtedMs = Number.NEGATIVE_INFINITY;
  return (isDoubted = false) => {
    const mayDoubt = isDoubted && now() - doubtedMs >= DOUBTED_MS;
    if (mayDoubt) doubtedMs = now();
    if (known && !mayDoubt && now() - known.atMs < forMs) return known.answer;
    const asked = { answer: ask(), atMs: now() };
    known = asked;
    asked.answer.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.answer;
  };
}
