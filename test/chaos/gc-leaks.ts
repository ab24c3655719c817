interface GcLeaks {
  /** From the next look on nothing may hold these any more. */
  release(whose: string, parts: readonly object[]): void;
  /** Whose parts are still there, after a collection, of all that were let go. */
  stillHeld(): string[];
}

/** One timer, listener or table that outlives its product holds on to nearly all of it. */
export function watchGcLeaks(): GcLeaks {
  const gone: { readonly whose: string; readonly parts: readonly WeakRef<object>[] }[] = [];
  return {
    release: (whose, parts) => void gone.push({ whose, parts: parts.map((part) => new WeakRef(part)) }),
    stillHeld: () =>
      gone.filter(({ parts }) => parts.some((part) => part.deref() !== undefined)).map(({ whose }) => whose),
  };
}
