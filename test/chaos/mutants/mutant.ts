/** One replacement in one file of the product. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly old: string;
  readonly new: string;
}

/** The tests of one file, or those whose full names hold all of these words. */
export interface Catcher {
  readonly file: string;
  readonly words?: string;
}

/** A mistake that somebody could make, and who must notice. */
export interface Mutant {
  readonly name: string;
  /** What is no longer true with it. */
  readonly breaks: string;
  readonly edits: readonly Edit[];
  readonly caughtBy: Catcher;
}

/** One of the scenarios of the full matrix, or several. */
export const scenario = (words: string): Catcher => ({ file: 'test/chaos/chaos.test.ts', words });
/** One of the tests of what must not be done. */
export const callLimits = (words: string): Catcher => ({ file: 'test/chaos/call-limits.test.ts', words });
/** One of the tests of how a system that is down is asked. */
export const probing = (words: string): Catcher => ({ file: 'test/chaos/probing.test.ts', words });

/** The text with this edit made. Throws when the text to replace is not there, or more than once. */
export function edited(text: string, { file, old, new: next }: Edit): string {
  const found = text.split(old).length - 1;
  if (found !== 1) throw new Error(`${file} holds the text to replace ${found} times, not once: ${old.trim()}`);
  // A function, so that no dollar sign in it means anything.
  return text.replace(old, () => next);
}
