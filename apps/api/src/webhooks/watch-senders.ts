import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Pace, SenderAlarm, StandingSenderAlarm } from './ports.ts';
import { isForged, isForgedNoMore, silenceOf } from './silence.ts';

/** `count`: how many usually come meanwhile, or how many were refused. Absent where it is over. */
export type SenderNotice =
  | (StandingSenderAlarm & ({ readonly what: 'began'; readonly count: number } | { readonly what: 'over' }))
  /** It is said each day anew, and never over: nobody knows whether the next one will be read. */
  | (Omit<StandingSenderAlarm, 'alarm'> & { readonly alarm: 'unreadable'; readonly what: 'began' });

export interface SenderWatchDeps {
  readonly tenant: TenantId;
  /** Systems whose vendors send webhooks. */
  readonly systems: readonly string[];
  readonly standing: {
    list(tenant: TenantId): Promise<readonly StandingSenderAlarm[]>;
    began(tenant: TenantId, alarm: StandingSenderAlarm): Promise<void>;
    over(tenant: TenantId, alarm: StandingSenderAlarm): Promise<void>;
  };
  /** `unread`: when each kind of delivery came that was signed and could not be read, of the last day. */
  facts(
    system: string,
  ): Promise<{ readonly pace: Pace | undefined; readonly refused: number; readonly unread: readonly string[] }>;
  /** Somebody else tells of a silence of this system. */
  isToldElsewhere(system: string): Promise<boolean>;
  /** False where there is nobody to tell: tried again, since that may change. */
  tell(notice: SenderNotice): Promise<boolean>;
  now(): number;
  steadyNow(): number;
}

const EVERY_MS = 300_000;

/**
 * Tells a system's owner once when its webhooks stay away, or are forged, and once when that is over; and of those that
 * cannot be read once a day for each kind.
 */
export function createSenderWatch(deps: SenderWatchDeps): PeriodicTask {
  const { tenant, systems, standing, now, steadyNow } = deps;

  async function begin(system: string, alarm: SenderAlarm, sinceMs: number, count: number): Promise<void> {
    const begun = { system, alarm, since: new Date(sinceMs).toISOString() };
    if (await deps.tell({ ...begun, what: 'began', count })) await standing.began(tenant, begun);
  }
  // Told first: a process that dies in between tells again.
  async function end(alarm: StandingSenderAlarm, isNews: boolean): Promise<void> {
    if (!isNews || (await deps.tell({ ...alarm, what: 'over' }))) await standing.over(tenant, alarm);
  }

  async function look(system: string, told: readonly StandingSenderAlarm[]): Promise<void> {
    const { pace, refused, unread } = await deps.facts(system);
    for (const since of unread) await deps.tell({ system, alarm: 'unreadable', since, what: 'began' });
    const silent = told.find(({ alarm }) => alarm === 'silence');
    const silence = pace && !(await deps.isToldElsewhere(system)) ? silenceOf(pace, now()) : undefined;
    if (silent) {
      const isHeard = pace !== undefined && pace.lastAtMs > Date.parse(silent.since);
      // What is missed no more, and never came again, is nobody's news.
      if (isHeard || !silence) await end(silent, isHeard);
    } else if (silence) await begin(system, 'silence', silence.sinceMs, silence.usual);
    const forged = told.find(({ alarm }) => alarm === 'bad_signatures');
    if (forged && isForgedNoMore(refused)) await end(forged, true);
    else if (!forged && isForged(refused)) await begin(system, 'bad_signatures', now(), refused);
  }

  const task: PeriodicTask = {
    name: 'webhooks that stay away',
    async run(signal) {
      const told = await standing.list(tenant);
      for (const system of systems) {
        if (signal.aborted) return;
        await look(
          system,
          told.filter((alarm) => alarm.system === system),
        );
      }
      for (const alarm of told) if (!systems.includes(alarm.system)) await end(alarm, false);
    },
  };
  return paced(task, steadyNow, () => EVERY_MS);
}
