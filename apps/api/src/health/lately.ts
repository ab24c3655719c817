import { hash } from 'node:crypto';

export interface Lately {
  /** False where the same was said of it a moment ago. */
  isNews(about: string, said: string): boolean;
}

/** More than anybody looks at in a moment: then the older half is forgotten. */
const MOST = 4000;

/**
 * What was said in the last moments, a bounded number of things, and none for longer than two of them while anything is
 * said. A value that was shown to somebody is known again by its hash, and kept nowhere here.
 */
export function createLately(momentMs: number, now: () => number): Lately {
  let young = new Map<string, { readonly said: string; readonly atMs: number }>();
  let old = young;
  let bornMs = now();
  return {
    isNews(about, text) {
      const said = hash('sha256', text, 'base64url');
      const last = young.get(about) ?? old.get(about);
      if (last?.said === said && now() - last.atMs < momentMs) return false;
      if (young.size >= MOST || now() - bornMs >= momentMs) {
        old = young;
        young = new Map();
        bornMs = now();
      }
      young.set(about, { said, atMs: now() });
      return true;
    },
  };
}
