import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ReviewItem, ReviewSide } from '@sidelight/shared/sync/review.ts';
import type { OpenItem } from '../../store/sync-item.ts';
import type { KnownRecord } from '../../store/sync-overview.ts';
import type { DecidedItem } from '../../store/sync-review-list.ts';
import { type Canon, type Side, sameCanon } from '../canonical/canon.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import { plainValue } from './plain-value.ts';
import { ruleChangesFor } from './rule-changes.ts';
import { titleOf } from './title-of.ts';

export interface ItemViewDeps {
  readonly fields: DeskFields;
  readonly reader: Reader;
  readonly reviewDueMs: number;
  readonly nowMs: number;
  /** Names of those who work in the CRM, by number: the helpdesk does not say who made an edit. */
  readonly people: ReadonlyMap<string, string>;
  /** How far a side's clock is ahead of ours; undefined while nobody can say. */
  aheadMs(object: string, side: Side): number | undefined;
  urlOf(object: string, side: Side, recordId: string): string | undefined;
}

/** One item as a person sees it: both sides, whose word counts and why it waits. */
export function itemView(deps: ItemViewDeps, item: OpenItem, record: KnownRecord | undefined): ReviewItem {
  const { fields, reader, reviewDueMs, nowMs } = deps;
  const { id, object, field, why, blocks, openedAt } = item;
  const [plan, kind] = [field === undefined ? undefined : fields.field(object, field), fields.object(object)];
  const isMasked = field !== undefined && !fields.mayShow(object, field, reader);
  const title = titleOf(fields, object, record, reader);
  const dueMs = Date.parse(openedAt) + reviewDueMs;
  const codes = Object.keys(plan?.left.form.values ?? {});
  return {
    ...{ id, object, objectLabel: fields.objectLabel(object, reader), why, blocks, isMasked, openedAt },
    ...(title !== undefined && { title }),
    ...(field !== undefined && { field, fieldLabel: fields.fieldLabel(object, field, reader) }),
    sides: { left: sideOf(deps, item, record, 'left', isMasked), right: sideOf(deps, item, record, 'right', isMasked) },
    ...(plan && { rule: ruleOf(plan.policy) }),
    ruleChanges: kind && plan ? ruleChangesFor(kind, plan, why) : [],
    ...(codes.length > 0 && { codes }),
    dueAt: new Date(dueMs).toISOString(),
    // What only keeps a value waits for nobody.
    isOverdue: blocks && dueMs < nowMs,
  };
}

function ruleOf(policy: NonNullable<ReturnType<DeskFields['field']>>['policy']): NonNullable<ReviewItem['rule']> {
  if (policy.kind === 'owned') return { kind: 'owned', owner: policy.owner };
  return { kind: 'shared', rule: policy.rule, windowMs: policy.windowMs };
}

function sideOf(
  { aheadMs, urlOf, people }: ItemViewDeps,
  item: OpenItem,
  record: KnownRecord | undefined,
  side: Side,
  isMasked: boolean,
): ReviewSide {
  const { object, field } = item;
  if (field === undefined) return { records: recordsOf(item[side], (id) => urlOf(object, side, id)) };
  const recordId = item.ids?.[side];
  const url = recordId === undefined ? undefined : urlOf(object, side, recordId);
  const found = {
    ...(!isMasked && { value: plainValue(item[side]) }),
    ...(recordId !== undefined && { recordId }),
    ...(url !== undefined && { url }),
  };
  const edit = !record ? undefined : ownValue(record.fields, field)?.[side].edit;
  // What is known of another value says nothing of this one.
  if (!edit || !sameCanon(edit.value, item[side])) return found;
  const byName = edit.byName ?? people.get(edit.byId ?? '');
  const setMs = edit.versionMs - (aheadMs(object, side) ?? 0);
  return {
    ...found,
    setAt: new Date(setMs).toISOString(),
    ...(edit.isGuess && { isLatest: true }),
    by: edit.by ?? 'unknown',
    ...(byName !== undefined && !isMasked && { byName }),
  };
}

/** About whole records, the values are what the side calls them. */
function recordsOf(ids: Canon, urlOf: (id: string) => string | undefined): NonNullable<ReviewSide['records']> {
  return [ids ?? []].flat().map((id) => {
    const url = urlOf(id);
    return { id, ...(url !== undefined && { url }) };
  });
}

/** The same of one that has been decided. */
export function decidedView(
  deps: ItemViewDeps,
  { item, by, choice, doneAt, isUndoing }: DecidedItem,
  record: KnownRecord | undefined,
): ReviewItem {
  const view = itemView(deps, item, record);
  const value = choice.kind === 'value' && !view.isMasked ? { value: plainValue(choice.value) } : {};
  return {
    ...view,
    decided: {
      ...{ by, isDone: doneAt !== undefined, take: choice.kind, undo: isUndoing ? 'under_way' : 'possible' },
      ...value,
      ...(doneAt !== undefined && { at: doneAt }),
    },
  };
}
