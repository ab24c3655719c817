import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import type { ReadinessSentences } from '../../words/setup-sentences.ts';

/** What to do about a claim that is not met. */
export function remedyOf({ claim, found }: Evidence, { remedy, remedyOf }: ReadinessSentences): string {
  switch (found.code) {
    case 'no_critical_workflow':
    case 'too_little_shown':
      return remedyOf[found.code];
    default:
      return remedy[claim.code];
  }
}
