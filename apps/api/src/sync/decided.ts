import { otherSide } from './canonical/canon.ts';
import { chosenValue } from './chosen-value.ts';
import type { FieldCodec } from './codec.ts';
import { replayed } from './decide/delivery.ts';
import { resolve } from './decide/resolve.ts';
import { beforeResolved } from './decide/undo.ts';
import type { FieldState } from './field-state.ts';
import { acceptGone, goneSideOf, leaveOthers } from './gone.ts';
import { fieldOf, type LinkedRecord, withField } from './linked-record.ts';
import type { BeforeChoice, Chosen, SyncScope, SyncStore, SyncTransaction } from './ports.ts';
import { takeBack } from './take-back.ts';
import { type Consequences, noConsequences, storeConsequences, taken } from './take-decision.ts';

export interface DecidedDeps {
  readonly store: Pick<SyncStore, 'transact'>;
  readonly codecs: readonly FieldCodec[];
  now(): number;
}

/** Of each kind, in one transaction: it holds their records, and where there is one connection, that. */
const MOST = 500;

/** Does what people decided, and undoes it: the value they chose goes to both sides, what they want tried again is. */
export async function carryOut({ store, codecs, now }: DecidedDeps, scope: SyncScope): Promise<void> {
  const codecOf = new Map(codecs.map((codec) => [codec.id, codec]));
  await store.transact(scope, async (tx) => {
    const [chosen, undone, letters] = [await tx.chosen(MOST), await tx.toUndo(MOST), await tx.toReplay(MOST)];
    if ([chosen, undone, letters].some(({ length }) => length === MOST)) tx.goOnDeciding();
    const ids = [...new Set([...chosen, ...undone, ...letters].map(({ record }) => record))];
    const records = new Map((await tx.byId(ids)).map((record) => [record.id, record]));
    const into = noConsequences();
    for (const one of undone) {
      const record = records.get(one.record);
      const back = takeBack(record, one.field === undefined ? undefined : codecOf.get(one.field), one, now(), into);
      if (back.record) records.set(one.record, back.record);
      await tx.undone(one, back.isDone);
    }
    for (const one of chosen) {
      const record = records.get(one.record);
      if (!(await tx.done(one, record ? beforeChoice(record, one) : {})) || !record) continue;
      const isWhole = one.field === undefined;
      if (isWhole && one.why === 'two_users_one_contact') {
        const named = { left: [one.left ?? []].flat(), right: [one.right ?? []].flat() };
        for (const left of await leaveOthers(tx, record, named)) records.set(left.id, left);
      }
      // Another question about the same record is still open, or this one held nothing.
      if (isWhole && record.hold !== one.why) continue;
      const goneSide = isWhole ? goneSideOf(record) : undefined;
      records.set(
        one.record,
        goneSide ? await acceptGone(tx, goneSide, record) : settled(record, one, codecOf, now(), into),
      );
    }
    for (const { record: id, side, field } of letters) {
      const [record, codec] = [records.get(id), codecOf.get(field)];
      if (record && codec) {
        tx.note([{ name: 'replayed', side }]);
        const state = fieldOf(record, field);
        // Nothing was refused there: the other side holds a value that could not be read.
        if (!state[side].refused) await tx.tell(otherSide(side), [record[otherSide(side)]]);
        records.set(id, withField(record, field, replayed(codec.rule, state, side)));
      } else if (!record) await wantAgain(tx, id);
    }
    await tx.unbury(letters);
    await tx.save([...records.values()]);
    await storeConsequences(tx, into);
  });
}

const beforeChoice = (record: LinkedRecord, { field, why }: Chosen): BeforeChoice =>
  field === undefined ? { ...(record.hold === why && { hold: why }) } : beforeResolved(fieldOf(record, field));

function settled(
  record: LinkedRecord,
  item: Chosen,
  codecOf: ReadonlyMap<string, FieldCodec>,
  nowMs: number,
  into: Consequences,
): LinkedRecord {
  const { field } = item;
  // The whole record: it goes on, with what its fields say.
  if (field === undefined) return { ...record, hold: undefined };
  const codec = codecOf.get(field);
  const state = fieldOf(record, field);
  const value = chosenValue(item);
  if (!codec) return record;
  if (value === undefined) return withField(record, field, leftApart(state));
  return taken(record, codec, resolve(codec.rule, state, value, nowMs), into);
}

/** Each side keeps its own. The next comparison finds that they differ, and asks again. */
function leftApart({ held, ...state }: FieldState): FieldState {
  if (!held) return state;
  const { agreed: _, ...apart } = state;
  return apart;
}

/** A record that could not be made: named by its side and its id there. */
async function wantAgain(tx: SyncTransaction, id: string): Promise<void> {
  const [side, vendorId] = id.split(/:(.*)/s);
  if ((side === 'left' || side === 'right') && vendorId) await tx.want(side, [vendorId], true);
}
