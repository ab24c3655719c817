import type { Field, Receipt } from '@sidelight/shared/context/field.ts';
import type { Value } from '@sidelight/shared/context/value.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { say } from '@sidelight/shared/map/text.ts';
import type { Sight } from '../../privacy/mask.ts';
import type { FieldPlan, ReadPlan } from '../blueprint.ts';
import { fieldOwnerWords } from '../field-owners.ts';
import type { Known, ReadState } from '../read/read-state.ts';
import { fillFallback, type Placeholders } from './fill-fallback.ts';
import { type Reading, toValue } from './to-value.ts';
import { whyOf } from './why.ts';

/** Who is looking, at which ticket. */
export interface View extends Reading, Sight {
  /** Only asked where a fallback is shown. */
  placeholders(): Placeholders;
  /** Whether this connector is known to give wrong values just now. */
  givesWrongValues(connector: string): boolean;
  /** The requester is known to want advertising; absent where that is not known. */
  readonly mayAdvertise?: boolean;
  /** Why this connector does not answer just now; undefined while it does. */
  silentBecause(connector: string): Reason | undefined;
}

const WRONG = 'wrong_values' as const;

/** One field from the state of its read. Total and pure; undefined while it is still being asked for. */
export function fieldOf(plan: FieldPlan, read: ReadPlan, state: ReadState, view: View): Field | undefined {
  const named = { id: plan.id, label: say(plan.spec.label, view.locale) };
  const fallback = (reason: Reason) => fillFallback(plan, reason, view.role, view, view.placeholders());
  const isWrong = view.givesWrongValues(read.connector);
  const doubt = () => (isWrong ? { reason: WRONG, fallback: fallback(WRONG) } : {});
  const none = plan.spec.none === undefined ? {} : { none: say(plan.spec.none, view.locale) };
  const absent = (receipt: Receipt): Field => ({ ...named, state: 'absent', receipt, ...none, ...doubt() });
  switch (state.kind) {
    case 'waiting':
      return undefined;
    case 'unlinked':
      return { ...named, state: 'unlinked', why: state.why };
    case 'nobody':
      return absent(emptyReceipt(plan, read, new Date(state.readAtMs).toISOString(), view));
    case 'blocked':
    case 'failed':
      return { ...named, state: 'failed', reason: state.reason, fallback: fallback(state.reason) };
    case 'fresh':
    case 'stale': {
      const found = toValue(state.known.values.get(plan.id), plan, view);
      // Nothing there is only certain when everything there is was read.
      if (state.known.answer.gaps && isNothing(found))
        return { ...named, state: 'failed', reason: 'incomplete', fallback: fallback('incomplete') };
      const value = found === null ? toValue(plan.spec.default, plan, view) : partial(found, state.known);
      if (value === undefined)
        return { ...named, state: 'failed', reason: 'bad_answer', fallback: fallback('bad_answer') };
      const why = value && whyOf(plan, value, state.known, view);
      const receipt = { ...receiptOf(plan, read, state.known, view), ...(why && { why }) };
      if (value === null) return absent(receipt);
      if (state.kind === 'fresh') return { ...named, state: 'ok', value, receipt, ...doubt() };
      // An old value of such a system may be as wrong as a new one: since when it was so, nobody knows.
      if (isWrong) return { ...named, state: 'stale', value, receipt, ...doubt() };
      if (state.reason === undefined) return { ...named, state: 'stale', value, receipt };
      return { ...named, state: 'stale', value, receipt, reason: state.reason, fallback: fallback(state.reason) };
    }
  }
}

const isNothing = (value: Value | null | undefined): boolean =>
  value === null || ((value?.kind === 'issues' || value?.kind === 'tickets') && value.items.length === 0);

/** A list says that there is more than it holds. */
const partial = (value: Value | undefined, { answer }: Known): Value | undefined =>
  value?.kind === 'issues' && answer.gaps ? { ...value, isPartial: true } : value;

/** The rule as code is for those who write it. */
const emptyReceipt = (plan: FieldPlan, read: ReadPlan, readAt: string, { role, locale }: View): Receipt => ({
  system: read.system,
  source: read.source,
  readAt,
  ...(role === 'admin' && { mapping: plan.mapping }),
  ...(plan.syncOwner && { owner: say(fieldOwnerWords[plan.syncOwner], locale) }),
});

function receiptOf(plan: FieldPlan, read: ReadPlan, { answer, readAt }: Known, view: View): Receipt {
  const { type, id, url, changedAt } = answer.source;
  return {
    ...emptyReceipt(plan, read, readAt, view),
    record: { type, id, ...(url === undefined ? {} : { url }) },
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}
