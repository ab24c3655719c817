import type { Sync } from '@sidelight/shared/map/sync.ts';
import type { DecideRefusal } from '@sidelight/shared/sync/sync-request.ts';
import type { OpenItem } from '../../store/sync-item.ts';
import type { Choice } from '../ports.ts';
import { typedValue } from './typed-value.ts';

/** What a person wants done about items: a side's value, neither, or what was typed. */
export type AskedChoice =
  | { readonly kind: 'take'; readonly take: 'left' | 'right' | 'neither' }
  | { readonly kind: 'typed'; readonly typed: string };

export type ChoiceFor =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'refused'; readonly refusals: readonly DecideRefusal[] };

/** What was asked for, if it can be done of all these items. Nothing is decided of some where it cannot of others. */
export function choiceFor(
  sync: Sync,
  ids: readonly string[],
  items: readonly OpenItem[],
  asked: AskedChoice,
): ChoiceFor {
  const missing = ids.filter((id) => !items.some((item) => item.id === id));
  const refusals: DecideRefusal[] = [
    ...missing.map((id) => ({ code: 'not_open' as const, id })),
    ...items.filter((item) => isAboutAll(item, asked)).map(({ id }) => ({ code: 'whole_record' as const, id })),
  ];
  if (refusals.length > 0) return { kind: 'refused', refusals };
  if (asked.kind === 'take') return { kind: 'choice', choice: { kind: asked.take } };
  const [item, ...others] = items;
  if (!item || others.length > 0) return { kind: 'refused', refusals: [{ code: 'one_at_a_time' }] };
  const typed = item.field === undefined ? undefined : typedValue(sync, item.object, item.field, asked.typed);
  if (typed?.kind === 'value') return { kind: 'choice', choice: { kind: 'value', value: typed.canon } };
  const { id } = item;
  if (typed?.kind !== 'refused') return { kind: 'refused', refusals: [{ code: 'not_in_map', id }] };
  const { valueClass, codes } = typed;
  const known = codes.length === 0 ? {} : { codes: [...codes] };
  return { kind: 'refused', refusals: [{ code: 'not_a_value', id, valueClass, ...known }] };
}

/** About a whole record there are no two values to take one of. */
const isAboutAll = ({ field }: OpenItem, asked: AskedChoice): boolean =>
  field === undefined && !(asked.kind === 'take' && asked.take === 'neither');
