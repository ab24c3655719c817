import type { Trouble } from '../model/state.ts';
import type { BasicSentences } from '../words/sentences.ts';

/** What became of a question of the pages for leads. */
export function troubleText(trouble: Trouble, words: Pick<BasicSentences, 'problems' | 'trouble'>): string {
  return trouble.kind === 'refused' ? words.problems[trouble.code] : words.trouble[trouble.kind];
}
