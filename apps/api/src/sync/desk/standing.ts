import type { SyncRun, SyncRuns } from '../../store/sync-runs.ts';
import type { RecordCounts, SyncStatus } from '../../store/sync-status.ts';
import type { SyncSwitch, SyncSwitches } from '../../store/sync-switches.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { FieldAside, FieldStore, SideDefinitions } from '../fields/ports.ts';

type Row<Name extends 'batches' | 'looks' | 'makings' | 'items' | 'dead' | 'notes'> = Awaited<
  ReturnType<SyncStatus[Name]>
>[number];

/** How one kind of record stands. No values. */
export interface ObjectStanding {
  readonly object: string;
  readonly isInMap: boolean;
  readonly switched: Omit<SyncSwitch, 'object'> | undefined;
  readonly records: Omit<RecordCounts, 'object'> | undefined;
  readonly batches: readonly Omit<Row<'batches'>, 'object'>[];
  readonly looks: readonly Omit<Row<'looks'>, 'object'>[];
  readonly makings: readonly Omit<Row<'makings'>, 'object'>[];
  readonly items: Omit<Row<'items'>, 'object'> | undefined;
  readonly dead: readonly Omit<Row<'dead'>, 'object'>[];
  /** People of whom nothing is known any more. */
  readonly erased: number;
  /** Of what tickets become in the CRM. */
  readonly notes: Omit<Row<'notes'>, 'object'> | undefined;
  /** Of all fields. */
  readonly lastRun: SyncRun | undefined;
  /** Of one. */
  readonly lastFieldRun: SyncRun | undefined;
  readonly aside: readonly FieldAside[];
  /** What came of asking each side for its properties last. */
  readonly definitions: readonly Omit<SideDefinitions, 'definitions'>[];
}

export interface StandingDeps {
  readonly tenant: TenantId;
  readonly sync: { readonly reviewDueMs: number };
  /** What the map keeps in agreement. */
  readonly objects: readonly string[];
  readonly status: Pick<
    SyncStatus,
    'records' | 'batches' | 'looks' | 'makings' | 'items' | 'dead' | 'erased' | 'notes' | 'lastRuns'
  >;
  readonly switches: Pick<SyncSwitches, 'list'>;
  readonly runs: Pick<SyncRuns, 'find'>;
  readonly fieldStore: Pick<FieldStore, 'allAside' | 'looks'>;
}

/** Of what the map has, and of what it had and is stored still. */
export async function standingOf(
  { tenant, sync, objects, status, switches, runs, fieldStore }: StandingDeps,
  nowMs: number,
): Promise<readonly ObjectStanding[]> {
  const [switched, records, batches, looks, makings, items, dead, erased, notes, lastRuns, aside, definitions] = [
    await switches.list(tenant),
    await status.records(tenant),
    await status.batches(tenant),
    await status.looks(tenant),
    await status.makings(tenant),
    await status.items(tenant, new Date(nowMs - sync.reviewDueMs)),
    await status.dead(tenant, {}),
    await status.erased(tenant),
    await status.notes(tenant),
    (await Promise.all((await status.lastRuns(tenant)).map((id) => runs.find(tenant, id)))).flatMap((run) => run ?? []),
    await fieldStore.allAside(tenant),
    await fieldStore.looks(tenant),
  ];
  const stored = [switched, records, batches, makings, items, dead].flat().map(({ object }) => object);
  return [...new Set([...objects, ...stored])].map((object) => ({
    ...{ object, isInMap: objects.includes(object) },
    ...{ switched: one(switched, object), records: one(records, object), items: one(items, object) },
    ...{ batches: all(batches, object), looks: all(looks, object), dead: all(dead, object) },
    ...{ makings: all(makings, object), erased: one(erased, object)?.people ?? 0 },
    notes: one(notes, object),
    lastRun: lastRuns.find((run) => run.object === object && run.field === undefined),
    lastFieldRun: lastRuns.find((run) => run.object === object && run.field !== undefined),
    ...{ aside: all(aside, object), definitions: all(definitions, object) },
  }));
}

function all<T extends { readonly object: string }>(rows: readonly T[], object: string): readonly Omit<T, 'object'>[] {
  return rows.filter((row) => row.object === object).map(({ object: _, ...rest }) => rest);
}
const one = <T extends { readonly object: string }>(
  rows: readonly T[],
  object: string,
): Omit<T, 'object'> | undefined => all(rows, object)[0];
