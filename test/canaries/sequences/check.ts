import fc from 'fast-check';
import { hash } from '../../world/company/random.ts';
import { createDatabases } from './databases.ts';
import { events } from './draw.ts';
import type { Event } from './event.ts';
import type { Wrong } from './judge.ts';
import { type Played, play } from './play.ts';

export interface CheckOptions {
  readonly seed: string;
  /** How many sequences, and how long one may be. */
  readonly sequences: number;
  readonly most: number;
  /** A database server; by turns with one in memory. */
  readonly server: string | undefined;
  /** How long a shorter sequence is looked for that shows the same. */
  readonly shrinkMs: number;
  /** After each sequence: what has been looked at so far. */
  onPlayed?(sum: Counted): void;
}

type Counted = Omit<Played, 'findings'> & { readonly sequences: number };

export interface Checked extends Counted {
  readonly findings: Played['findings'];
  /** The shortest that was found; undefined where nothing is wrong. */
  readonly shortest: readonly Event[] | undefined;
  of(...kinds: readonly Wrong[]): readonly string[];
}

/** Plays so many sequences. The first that shows something wrong ends it, made as short as the time allows. */
export async function check({ seed, sequences, most, server, shrinkMs, onPlayed }: CheckOptions): Promise<Checked> {
  const sum = { sequences: 0, events: 0, answers: 0, shown: 0, amounts: 0, erased: 0 };
  let last: Played['findings'] = [];
  let untilMs = Number.POSITIVE_INFINITY;
  const databases = createDatabases();
  const result = await fc.check(
    fc.asyncProperty(events(most), fc.boolean(), async (all, isServer) => {
      // Once it is known, what is not looked at any more counts as well.
      if (performance.now() > untilMs) return true;
      const { findings, ...played } = await databases.lend(isServer ? server : undefined, (one) =>
        play(all, seed, one),
      );
      sum.sequences++;
      for (const name of ['events', 'answers', 'shown', 'amounts', 'erased'] as const) sum[name] += played[name];
      onPlayed?.(sum);
      if (findings.length === 0) return true;
      if (last.length === 0) untilMs = performance.now() + shrinkMs;
      last = findings;
      return false;
    }),
    { numRuns: sequences, seed: hash(seed) },
  );
  await databases.close();
  const shortest = result.failed ? result.counterexample?.[0] : undefined;
  const findings = last;
  // Nothing was found, and still it failed: the test itself.
  if (result.failed && findings.length === 0) throw result.errorInstance;
  const of = (...kinds: readonly Wrong[]) =>
    findings.filter(({ wrong }) => kinds.includes(wrong)).map(({ says }) => says);
  return { ...sum, findings, shortest, of };
}
