import type { StatusWords } from './status-words.ts';
import type { BasicWords } from './words.ts';

export interface PageWords {
  /** The sidebar's: values in words, refusals. */
  readonly words: BasicWords;
  readonly say: StatusWords;
}
