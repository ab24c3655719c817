/** The same answer for a while, asked for once by however many want it. A failure is not remembered. */
export function rememberFor<T>(forMs: number, now: () => number, ask: () => Promise<T>): () => Promise<T> {
  let known: { readonly answer: Promise<T>; readonly atMs: number } | undefined;
  return () => {
    if (known && now() - known.atMs < forMs) return known.answer;
    const asked = { answer: ask(), atMs: now() };
    known = asked;
    asked.answer.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.answer;
  };
}
