import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Incidents } from './incidents.ts';
import type { Plan, PlanLog, Versions } from './ports.ts';

export interface PlansDeps {
  readonly tenant: TenantId;
  readonly log: PlanLog;
  readonly incidents: Pick<Incidents, 'declare' | 'withdraw'>;
  systems(): readonly SystemHealth[];
  readonly versions: Versions;
  /** Counts up with every change of health, incidents or plans, as far as this process has heard. */
  version(): number;
  now(): number;
}

export interface Plans {
  /** Undefined where there are as many as fit. */
  add(plan: Omit<Plan, 'id' | 'until'> & { readonly minutes: number }, record: OnRecord): Promise<string | undefined>;
  list(): Promise<readonly Plan[]>;
  /** False where there is none any more: it was taken back, or has begun. */
  change(
    id: string,
    to: Omit<Plan, 'id' | 'system' | 'until'> & { readonly minutes: number },
    record: OnRecord,
  ): Promise<boolean>;
  remove(id: string, record: OnRecord): Promise<boolean>;
  /** Begins what is due, in the process that leads. */
  readonly task: PeriodicTask;
}

const endOf = (startsAt: string, minutes: number): string =>
  new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();

/** Though nothing was told: a notification can be lost. */
const LOOK_ANYWAY_MS = 60_000;

/** Maintenance planned ahead: kept until it begins, and then an incident like any other. */
export function createPlans({ tenant, log, incidents, versions, version, systems, now }: PlansDeps): Plans {
  let looked: { readonly version: number; readonly atMs: number; readonly nextMs: number } | undefined;

  /**
   * Begun first and then taken away: a process that dies in between leaves one that is begun once more. What could not be
   * begun, as where an incident holds all it can, is tried again until its time is over. Where somebody took it back or
   * changed it meanwhile, they were told so: what it began goes too.
   */
  async function begin(plan: Plan): Promise<void> {
    const { id, system, until, text, by } = plan;
    const minutes = (Date.parse(until) - now()) / 60_000;
    const begun = minutes > 0 ? await incidents.declare(system, minutes, text || undefined, by) : 'over';
    if (begun === undefined || begun === 'full') return;
    const isOurs = await log.remove(tenant, id, { seen: plan });
    if (!isOurs && begun !== 'over') await incidents.withdraw(begun, by, systems());
    await versions.bump(tenant);
  }

  return {
    async add({ minutes, ...plan }, record) {
      const id = await log.put(tenant, { ...plan, until: endOf(plan.startsAt, minutes) }, record);
      if (id !== undefined) await versions.bump(tenant);
      return id;
    },
    list: () => log.list(tenant),
    async change(id, { minutes, ...to }, record) {
      const before = (await log.list(tenant)).find((plan) => plan.id === id);
      const after = before && { ...before, ...to, until: endOf(to.startsAt, minutes) };
      const isThere = after && (await log.change(tenant, after, record));
      if (isThere) await versions.bump(tenant);
      return isThere ?? false;
    },
    async remove(id, record) {
      const isGone = await log.remove(tenant, id, { record });
      if (isGone) await versions.bump(tenant);
      return isGone;
    },
    task: {
      name: 'plans',
      async run(signal) {
        const [atMs, told] = [now(), version()];
        const isNews = looked?.version !== told || atMs - looked.atMs >= LOOK_ANYWAY_MS;
        if (!isNews && looked && looked.nextMs > atMs) return;
        const all = await log.list(tenant);
        const due = all.filter(({ startsAt }) => Date.parse(startsAt) <= atMs);
        for (const plan of due) if (!signal.aborted) await begin(plan);
        const next = all.find((plan) => !due.includes(plan));
        looked = { version: told, atMs, nextMs: next ? Date.parse(next.startsAt) : Number.POSITIVE_INFINITY };
      },
    },
  };
}
