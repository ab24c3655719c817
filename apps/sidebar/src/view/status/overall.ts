import type { Format } from '../../words/format.ts';
import type { StatusWords } from '../../words/status-words.ts';
import { fill } from '../../words/words.ts';
import { type Told, troubled } from './shown-states.ts';

/** The state of everything in a sentence: the worst in full, the others by name. */
export function overall(all: readonly Told[], say: StatusWords, { clock }: Format, nowMs: number): string {
  const [worst, ...others] = troubled(all);
  if (!worst) return say.overall.ok;
  // Nothing is wrong that anybody knows of.
  if (worst.standing === 'not_connected')
    return fill(say.overall.not_connected, [worst, ...others].map(({ name }) => name).join(', '));
  const at = worst.until ?? worst.since;
  const first = fill(say.overall[worst.standing], worst.name, at === undefined ? '' : clock(at, nowMs));
  if (others.length === 0) return first;
  const names = others.map(({ name, standing }) => `${name} (${say.state[standing]})`);
  return `${first}. ${fill(say.ui.also, names.join(', '))}`;
}
