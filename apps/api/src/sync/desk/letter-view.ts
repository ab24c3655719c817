import { type Letter, Letter as Shape } from '@sidelight/shared/sync/review.ts';
import type { KnownRecord } from '../../store/sync-overview.ts';
import type { ListedLetter } from '../../store/sync-status.ts';
import type { ItemViewDeps } from './item-view.ts';
import { titleOf } from './title-of.ts';

/** A value that was not accepted, as a person sees it: which and why, never the value. */
export function letterView(
  { fields, reader, urlOf }: Pick<ItemViewDeps, 'fields' | 'reader' | 'urlOf'>,
  { id, object, record: ticket, field, side, reason, valueClass, at, replayBy }: ListedLetter,
  record: KnownRecord | undefined,
): Letter {
  // A note is no record of sync: it goes by the number of its ticket.
  const title = fields.isNote(object) ? `#${ticket}` : titleOf(fields, object, record, reader);
  const recordId = record?.[side];
  const url = recordId === undefined ? undefined : urlOf(object, side, recordId);
  return {
    ...{ id, object, objectLabel: fields.objectLabel(object, reader), field, side, at },
    fieldLabel: fields.fieldLabel(object, field, reader),
    reason: Shape.shape.reason.parse(reason),
    isReplayed: replayBy !== undefined,
    ...(title !== undefined && { title }),
    ...(valueClass !== undefined && { valueClass }),
    ...(recordId !== undefined && { recordId }),
    ...(url !== undefined && { url }),
  };
}
