export interface Lately {
  /** False where the same was said of it a moment ago. */
  isNews(about: string, said: string): boolean;
}

/** More than anybody looks at in a moment: then the older half is forgotten. */
const MOST = 4000;

/** What was said in the last moments, a bounded number of things. */
export function createLately(momentMs: number, now: () => number): Lately {
  let young = new Map<string, { readonly said: string; readonly atMs: number }>();
  let old = young;
  return {
    isNews(about, said) {
      const last = young.get(about) ?? old.get(about);
      if (last?.said === said && now() - last.atMs < momentMs) return false;
      if (young.size >= MOST) {
        old = young;
        young = new Map();
      }
      young.set(about, { said, atMs: now() });
      return true;
    },
  };
}
