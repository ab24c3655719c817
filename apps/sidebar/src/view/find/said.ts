import type { SearchAnswer } from '@sidelight/shared/context/search.ts';
import { SEARCH_LENGTH } from '@sidelight/shared/context/search-length.ts';
import type { Refusal } from '../../model/status/client.ts';
import type { FindWords } from '../../words/find-words.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill, type Words } from '../../words/words.ts';

/** How the last search went. */
export type Came = 'short' | 'asking' | SearchAnswer | Refusal | undefined;

/** The same in words. Pure. */
export function saidOf(
  came: Came,
  own: FindWords,
  { crm, problems }: Pick<UnfoldWords, 'crm' | 'problems'>,
  { reasons, trouble }: Pick<Words, 'reasons' | 'trouble'>,
): string {
  if (came === undefined) return '';
  if (came === 'short') return fill(own.short, String(SEARCH_LENGTH.least));
  if (came === 'asking') return own.asking;
  switch (came.kind) {
    case 'found': {
      const { length } = came.accounts;
      const count = length === 1 ? own.one : fill(own.some, String(length));
      return came.isPartial ? `${count} ${own.cut}` : count;
    }
    case 'nobody':
      return own.nobody;
    case 'not_by_name':
      return own.notByName;
    case 'failed':
      return `${fill(reasons[came.reason], crm)} ${own.failed}`;
    case 'refused':
      return came.code === 'not_allowed' ? own.notConfirmed : problems[came.code];
    default:
      return trouble[came.kind];
  }
}
