import type { LetterPage, ReviewItem, ReviewPage } from '@sidelight/shared/sync/review.ts';
import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import type { AuditDetails } from '../../audit/ports.ts';
import type { Side } from '../canonical/canon.ts';

/** Whose record it is, as the audit marks customers: people by the helpdesk's id, companies by the CRM's. */
export const customerOf = (object: string, ids: { readonly [S in Side]?: string | undefined }): AuditDetails =>
  object === 'company' ? { accountId: ids.left } : { requesterId: ids.right };

const ofItem = ({ object, sides: { left, right } }: ReviewItem): AuditDetails => ({
  ...customerOf(object, { left: left.recordId, right: right.recordId }),
  about: 'reviews',
});

/** Whose values stand in a list of what waits for a person. */
export const customersInReviews = ({ items, decided }: ReviewPage): readonly AuditDetails[] =>
  [...items, ...decided].map(ofItem);

/** Whose values the samples of dry runs say. */
export const customersInReport = ({ objects }: SyncReport): readonly AuditDetails[] =>
  objects.flatMap(({ id, run, fieldRun }) =>
    [...(run?.sample ?? []), ...(fieldRun?.sample ?? [])].map(
      ({ left, right }): AuditDetails => ({ ...customerOf(id, { left, right }), about: 'dry run' }),
    ),
  );

/** Whose names or addresses stand beside values that were not accepted. A ticket's number is neither. */
export const customersInLetters = ({ letters }: LetterPage): readonly AuditDetails[] =>
  letters
    .filter(({ title }) => title !== undefined && !title.startsWith('#'))
    .map(
      ({ object, side, recordId }): AuditDetails => ({ ...customerOf(object, { [side]: recordId }), about: 'letters' }),
    );
