import type { Canary, Origin } from './canary.ts';
import type { CanaryIndex } from './canary-index.ts';

/** One place where nothing may end up, with what was found in it. */
export interface Sink {
  readonly name: string;
  readonly texts: readonly string[];
  /** What is meant to be here, and no finding. */
  readonly may?: (canary: Canary) => boolean;
}

/** Of so many characters at most: an index reads them all. */
export interface Searched {
  readonly leaks: readonly string[];
  readonly characters: number;
  readonly sinks: number;
}

export const isOf =
  (...origins: readonly Origin[]) =>
  (canary: Canary): boolean =>
    origins.includes(canary.origin);

/** One line for each value in each sink that may not hold it. */
export function search(index: CanaryIndex, sinks: readonly Sink[]): Searched {
  const leaks = new Set<string>();
  let characters = 0;
  for (const { name, texts, may = () => false } of sinks)
    for (const text of texts) {
      characters += text.length;
      for (const { canary, form, around } of index.find(text))
        if (!may(canary))
          leaks.add(
            `${name}: ${canary.kind} of ${canary.owner} (${canary.origin}, ${form}): ${around.replaceAll('\n', ' ')}`,
          );
    }
  return { leaks: [...leaks], characters, sinks: sinks.length };
}
