import type { OnRecord } from '../audit/ports.ts';
import { type Canon, sameCanon } from './canonical/canon.ts';
import type { FieldCodec } from './codec.ts';
import { resolve } from './decide/resolve.ts';
import { undo } from './decide/undo.ts';
import type { FieldState } from './field-state.ts';
import { fieldOf, type LinkedRecord } from './linked-record.ts';
import type { SyncScope, SyncStore, SyncTransaction } from './ports.ts';
import { type Consequences, noConsequences, storeConsequences, taken } from './take-decision.ts';

export interface CorrectDeps {
  readonly store: Pick<SyncStore, 'transact' | 'newId'>;
  readonly codecs: readonly FieldCodec[];
  now(): number;
}

/** Another value for a field of the pair that the helpdesk calls so. */
export interface Wish {
  readonly vendorId: string;
  readonly field: string;
  readonly value: Canon;
  /** What it was when the person saw it. */
  readonly seen: Canon;
  readonly by: string;
  readonly record: OnRecord;
}

/** `state`: the field as it stands after that. `changed`: it is not what was seen any more. */
export type Corrected =
  | { readonly kind: 'done'; readonly id: string; readonly state: FieldState }
  | { readonly kind: 'changed' | 'waits'; readonly state: FieldState }
  | { readonly kind: 'not_offered' | 'too_late' };

/** Of one kind of record. */
export interface Corrections {
  /** False for a field that is set aside: nothing could be sent. */
  takes(field: string): boolean;
  correct(wish: Wish): Promise<Corrected>;
  /** Of the pair that the helpdesk calls so, and only where the field is theirs. */
  undo(id: string, vendorId: string, isTheirs: (field: string) => boolean, record: OnRecord): Promise<Corrected>;
}

/** Also of what was decided on the Sync page. */
export const UNDO_WITHIN_MS = 3_600_000;

export const createCorrections = (deps: CorrectDeps, scope: SyncScope): Corrections => ({
  takes: (field) => deps.codecs.some(({ id }) => id === field),
  correct: (wish) => correct(deps, scope, wish),
  undo: (...what) => undoCorrection(deps, scope, ...what),
});

/** A person puts a value right: both sides are to hold it, as if a person had decided a conflict so. */
async function correct(
  { store, codecs, now }: CorrectDeps,
  scope: SyncScope,
  { vendorId, field, value, seen, by, record: onRecord }: Wish,
): Promise<Corrected> {
  const work = async (tx: SyncTransaction): Promise<Corrected> => {
    const [record] = await tx.bySide('right', [vendorId]);
    const codec = codecs.find(({ id }) => id === field);
    if (!record || !codec) return { kind: 'not_offered' };
    const before = fieldOf(record, field);
    if (before.held || record.hold) return { kind: 'waits', state: before };
    if (!before.agreed) return { kind: 'not_offered' };
    if (!sameCanon(before.agreed.value, seen)) return { kind: 'changed', state: before };
    const into = noConsequences();
    const after = taken(record, codec, resolve(codec.rule, before, value, now()), into);
    const id = store.newId();
    await tx.keepCorrection({ id, record: record.id, field, value, before: before.agreed, by });
    await keep(tx, after, into);
    return { kind: 'done', id, state: fieldOf(after, field) };
  };
  return store.transact(scope, work, onRecord, isDone);
}

/** Only while nothing else has been decided about it since. */
async function undoCorrection(
  { store, codecs, now }: CorrectDeps,
  scope: SyncScope,
  id: string,
  vendorId: string,
  isTheirs: (field: string) => boolean,
  onRecord: OnRecord,
): Promise<Corrected> {
  const work = async (tx: SyncTransaction): Promise<Corrected> => {
    const made = await tx.correction(id, new Date(now() - UNDO_WITHIN_MS));
    const [record] = made ? await tx.byId([made.record]) : [];
    const codec = made && codecs.find((one) => one.id === made.field);
    if (!made || !codec || record?.right !== vendorId || !isTheirs(made.field)) return { kind: 'too_late' };
    const state = fieldOf(record, made.field);
    const decision = undo(codec.rule, state, made.value, { agreed: made.before }, now());
    if (!decision) return { kind: state.held ? 'waits' : 'changed', state };
    const into = noConsequences();
    const after = taken(record, codec, decision, into);
    await tx.forgetCorrection(id);
    await keep(tx, after, into);
    return { kind: 'done', id, state: fieldOf(after, made.field) };
  };
  return store.transact(scope, work, onRecord, isDone);
}

const isDone = ({ kind }: Corrected): boolean => kind === 'done';

async function keep(tx: SyncTransaction, record: LinkedRecord, into: Consequences): Promise<void> {
  await tx.save([record]);
  await storeConsequences(tx, into);
}
