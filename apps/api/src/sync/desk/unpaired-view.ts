import { OrphanWhy, type UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import type { UnpairedStore } from '../../store/sync-unpaired.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { RunViewDeps } from './run-view.ts';

/** Records without a partner, and those that may be there twice, as a person sees them: ids and links, no values. */
export function unpairedPage(
  { fields, reader, urlOf }: RunViewDeps,
  object: string,
  stored: Awaited<ReturnType<UnpairedStore['find']>>,
): UnpairedPage {
  if (!stored) return { duplicates: [], orphans: [], totals: { duplicates: { left: 0, right: 0 }, orphans: [] } };
  const { at, found } = stored;
  const linkOf = (side: Side, id: string) => {
    const url = urlOf(object, side, id);
    return { id, ...(url !== undefined && { url }) };
  };
  const fieldOf = (field: string) => ({ field, fieldLabel: fields.fieldLabel(object, field, reader) });
  return {
    foundAt: at,
    duplicates: found.duplicates.map(({ side, field, ids, size }) => ({
      ...{ side, ...fieldOf(field), size, records: ids.map((id) => linkOf(side, id)) },
    })),
    orphans: found.orphans.map(({ side, id, why, field, there = [] }) => ({
      ...{ side, ...linkOf(side, id), why, ...(field !== undefined && fieldOf(field)) },
      there: there.map((one) => linkOf(otherSide(side), one)),
    })),
    totals: {
      duplicates: found.totals.duplicates,
      orphans: OrphanWhy.options.flatMap((why) => {
        const total = found.totals.orphans[why];
        return total ? [{ why, ...total }] : [];
      }),
    },
  };
}
