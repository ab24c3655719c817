/** Something that is fetched when it is first wanted. */
export interface OnDemand<T> {
  /** `failed` until it is wanted again. */
  get(): T | 'failed' | undefined;
  /** Fetches it once; what could not be had is fetched anew. */
  want(): Promise<T>;
}

export function createOnDemand<T>(load: () => Promise<T>, onChange: () => void): OnDemand<T> {
  let now: T | 'failed' | undefined;
  let wanted: Promise<T> | undefined;

  function become(next: typeof now): void {
    if (next === now) return;
    now = next;
    onChange();
  }

  return {
    get: () => now,
    want() {
      if (wanted) return wanted;
      become(undefined);
      wanted = load();
      wanted.then(become, () => {
        wanted = undefined;
        become('failed');
      });
      return wanted;
    },
  };
}
