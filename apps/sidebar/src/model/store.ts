/** One value that can be watched. Listeners hear of a burst of changes once, after it. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  watch(listener: () => void): () => void;
}

export function createStore<T>(first: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = first;
  let isQueued = false;

  function flush(): void {
    isQueued = false;
    for (const listener of listeners) listener();
  }

  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      if (!isQueued) queueMicrotask(flush);
      isQueued = true;
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
