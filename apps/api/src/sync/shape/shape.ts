import { ownValue } from '@sidelight/shared/own-property.ts';
import type {
  BatchOutcome,
  ItemOutcome,
  PlainValue,
  SyncProperty,
  SyncRecord,
  SyncWrite,
} from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { FieldCodec } from '../codec.ts';
import { joinedOf, type TwoParts, textOf, withJoined } from './joined-record.ts';
import { byLeftIds, byRightIds, type LinkedCompanies } from './members.ts';
import { type NameParts, split } from './name-parts.ts';

export interface ShapeDeps {
  readonly side: Side;
  readonly codecs: readonly FieldCodec[];
  /** Absent where nothing is told of companies. */
  readonly companies?: LinkedCompanies | undefined;
}

type Values = Readonly<Record<string, PlainValue>>;
/** What stands in the parts now, by record. */
type Parts = ReadonlyMap<string, Values>;

/** What is sent, and what is known of it without being sent. */
export interface Shaped {
  readonly items: readonly SyncWrite[];
  readonly outcomes: Readonly<Record<string, ItemOutcome>>;
  readonly parts: Parts;
}

/** Between one side's own properties and the fields of the map, where these are not one to one. */
export function createShape({ side, codecs, companies }: ShapeDeps) {
  const ends = codecs.map((codec) => ({ codec, end: codec.plan[side] }));
  const twos: readonly TwoParts[] = ends.flatMap(({ end: { property, parts } }) =>
    parts ? [{ property, parts }] : [],
  );
  const member = side === 'right' ? ends.find(({ codec }) => codec.plan.of !== undefined)?.end.property : undefined;
  const linked = member === undefined || !companies ? undefined : { companies, property: member };
  const partProperties = twos.flatMap(({ parts }) => parts.map((name): SyncProperty => ({ name, type: 'name' })));

  /** `readParts`: the records with these properties, as they stand. */
  async function out(
    items: readonly SyncWrite[],
    readParts: (ids: readonly string[], properties: readonly SyncProperty[]) => Promise<readonly SyncRecord[]>,
  ): Promise<Shaped> {
    const told = linked ? await byRightIds(linked.companies, linked.property, items) : { items, unlinked: [] };
    const why = { kind: 'refused', why: 'unlinked', ...(member !== undefined && { property: member }) } as const;
    const refused = told.unlinked.map(({ id }): [string, ItemOutcome] => [id, why]);
    const named = told.items.filter(({ values }) => twos.some(({ property }) => Object.hasOwn(values, property)));
    if (named.length === 0) return { items: told.items, outcomes: Object.fromEntries(refused), parts: new Map() };
    const read = await readParts(
      named.map(({ id }) => id),
      partProperties,
    );
    const now = new Map(read.map((record) => [record.id, record]));
    const parts = new Map<string, Values>();
    const sent: SyncWrite[] = [];
    const same: [string, ItemOutcome][] = [];
    for (const item of told.items) {
      const record = now.get(item.id);
      const own = { ...item, values: splitValues(twos, item.values, record?.values ?? {}) };
      if (record) parts.set(item.id, record.values);
      if (Object.keys(own.values).length > 0 || !record) sent.push(own);
      else
        same.push([
          item.id,
          { kind: 'written', id: item.id, versionMs: record.versionMs, values: joinedAll(record.values) },
        ]);
    }
    return { items: sent, outcomes: Object.fromEntries([...refused, ...same]), parts };
  }

  const joinedAll = (values: Values): Values => twos.reduce((all, two) => joinedOf(all, two).values, values);

  /** An answer in the words of the map's fields. */
  async function back(outcome: BatchOutcome, parts: Parts = new Map()): Promise<BatchOutcome> {
    const entries = Object.entries(outcome.items).map(([id, item]): [string, ItemOutcome] => {
      if (item.kind === 'unknown') return [id, item];
      // Of the two a side may tell only the one that was written.
      const whole = (values: Values) => joinedAll({ ...parts.get(id), ...values });
      if (item.kind === 'written') return [id, { ...item, values: whole(item.values) }];
      const two = twos.find(({ parts: own }) => item.property !== undefined && own.includes(item.property));
      return [
        id,
        {
          ...item,
          ...(two && { property: two.property }),
          ...(item.written && { written: { ...item.written, values: whole(item.written.values) } }),
        },
      ];
    });
    return { ...outcome, items: Object.fromEntries(await inLeftIds(entries)) };
  }

  /** All answers of a batch are looked up at once. */
  async function inLeftIds(entries: readonly (readonly [string, ItemOutcome])[]) {
    if (!linked) return entries;
    const answers = entries.flatMap(([, item]) => writtenOf(item) ?? []);
    const own = await byLeftIds(linked.companies, linked.property, answers);
    const known = new Map(answers.map((answer, at) => [answer, own[at] ?? answer]));
    return entries.map(([id, item]): readonly [string, ItemOutcome] => {
      const answer = writtenOf(item);
      const values = answer && known.get(answer)?.values;
      if (!values) return [id, item];
      if (item.kind === 'written') return [id, { ...item, values }];
      return [id, item.kind === 'refused' ? { ...item, written: { ...answer, values } } : item];
    });
  }

  return {
    /** What the side is asked for. */
    properties: [
      ...partProperties,
      ...ends
        .filter(({ end }) => !end.parts)
        .map(({ codec, end }): SyncProperty => ({ name: end.property, type: codec.plan.type })),
    ] as readonly SyncProperty[],
    async in(records: readonly SyncRecord[]): Promise<readonly SyncRecord[]> {
      const whole = twos.length === 0 ? records : records.map((record) => twos.reduce(withJoined, record));
      return linked ? byLeftIds(linked.companies, linked.property, whole) : whole;
    },
    out,
    back,
    /** Of a record that is not there yet. */
    fresh: (values: Values): Values => splitValues(twos, values, {}),
  };
}
export type Shape = ReturnType<typeof createShape>;

/** Only the parts that are to change. */
function splitValues(twos: readonly TwoParts[], values: Values, now: Values): Values {
  return twos.reduce((all, { property, parts }) => {
    if (!Object.hasOwn(all, property)) return all;
    const { [property]: whole, ...rest } = all;
    const [first, last] = parts;
    const before: NameParts = [textOf(ownValue(now, first)), textOf(ownValue(now, last))];
    const after = split(textOf(whole), before);
    return {
      ...rest,
      ...(after[0] !== before[0] && { [first]: after[0] || null }),
      ...(after[1] !== before[1] && { [last]: after[1] || null }),
    };
  }, values);
}

/** What a side holds by its own answer. */
function writtenOf(item: ItemOutcome) {
  if (item.kind === 'written') return item;
  return item.kind === 'refused' ? item.written : undefined;
}
