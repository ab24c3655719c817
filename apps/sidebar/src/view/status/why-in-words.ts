import { ownValue } from '@sidelight/shared/own-property.ts';
import type { StatusWords } from '../../words/status-words.ts';

/** Why an alert did not arrive, `channel: why` or only why, as far as there are words for it. */
export function whyInWords(why: string, say: StatusWords): string {
  const words: Readonly<Record<string, string>> = say.why;
  const [channel, cause] = why.split(': ', 2);
  return cause === undefined ? (ownValue(words, why) ?? why) : `${channel}: ${ownValue(words, cause) ?? cause}`;
}
