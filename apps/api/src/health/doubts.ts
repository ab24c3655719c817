import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { isFoundWrong } from './health-state-machine.ts';
import type { BelievedLog, Doubt, StoredConnection, StoredIncident } from './ports.ts';

export interface DoubtsDeps {
  readonly tenant: TenantId;
  /** By connection: the fields that a canary watches. */
  readonly watched: ReadonlyMap<string, readonly string[]>;
  readonly believed: Pick<BelievedLog, 'foundRight'>;
  readonly doubt: Doubt;
  readonly isMarking: boolean;
  /** A look of the canary takes so long at most: what it has read may have been right only when it began. */
  readonly lookMs: number;
  connections(): readonly StoredConnection[];
  /** Those that are open. */
  incidents(): readonly Pick<StoredIncident, 'id' | 'system'>[];
  now(): number;
}

/** While something is wrong: other processes may have shown it before they heard of it. */
const LOOK_EVERY_MS = 2000;
/** Clocks of several machines differ by less. */
const CLOCKS_MS = 1000;

/**
 * What the canary's looks mean for values that agents believed: found right, what was shown before that is forgotten;
 * found wrong, all that was shown since it was last right comes into doubt. In the leading process.
 */
export function createDoubts(deps: DoubtsDeps): PeriodicTask {
  const { tenant, watched, believed, incidents } = deps;
  if (watched.size === 0) return { name: 'doubts', run: async () => {} };
  const forgotten = new Map<string, number>();
  const lastRight = (rightMs: number) => new Date(rightMs - deps.lookMs - CLOCKS_MS).toISOString();

  async function run(signal: AbortSignal): Promise<void> {
    const right = new Map<string, number>();
    for (const { connector, system, history } of deps.connections()) {
      const { rightMs = 0 } = history.now;
      const fields = watched.get(connector);
      if (!fields || signal.aborted) continue;
      const incident = incidents().find((one) => one.system === system);
      if (!isFoundWrong(history.now)) right.set(connector, rightMs);
      else if (incident)
        await deps.doubt(tenant, { incidentId: incident.id, fields, since: lastRight(rightMs) }, deps.isMarking);
    }
    const news = [...right].filter(([connector, rightMs]) => rightMs > (forgotten.get(connector) ?? 0));
    if (news.length === 0) return;
    const looks = news.map(([connector, rightMs]) => ({
      ...{ fields: watched.get(connector) ?? [], before: lastRight(rightMs) },
    }));
    await believed.foundRight(tenant, looks);
    for (const [connector, rightMs] of news) forgotten.set(connector, rightMs);
  }
  return paced({ name: 'doubts', run }, deps.now, () => LOOK_EVERY_MS);
}
