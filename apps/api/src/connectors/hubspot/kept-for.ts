/** What changes seldom: asked for once, and again when it is older than this, or than whoever asks can use. */
export function keptFor<T>(ms: number, ask: (signal: AbortSignal) => Promise<T>) {
  let known: { readonly what: T; readonly atMs: number } | undefined;
  return async (signal: AbortSignal, oldestMs = ms): Promise<T> => {
    if (known && performance.now() - known.atMs < oldestMs) return known.what;
    const what = await ask(signal);
    known = { what, atMs: performance.now() };
    return what;
  };
}
