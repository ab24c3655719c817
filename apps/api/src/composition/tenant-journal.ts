import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { JournalWish } from '../connectors/journal.ts';
import type { Connections } from '../connectors/registry.ts';
import { done } from '../jobs/outcome.ts';
import { createJournalLog } from '../store/journal-log.ts';
import { createSyncRuns } from '../store/sync-runs.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import { compileSync } from '../sync/compile.ts';
import { journalWishes } from '../sync/journal-wishes.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { onlyTells } from '../webhooks/only-tells.ts';
import { readJournal, subscribedTo } from '../webhooks/read-journal.ts';
import { type CrmJournal, JOURNAL_OF, openCrmJournal } from './crm-journal.ts';
import type { SharedDeps } from './shared-deps.ts';
import { OURSELVES } from './sync-run-job.ts';
import type { TenantJobs } from './tenant-jobs.ts';
import { webhookOf } from './webhooks.ts';

export interface TenantJournalDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly connections: Pick<Connections, 'ofSystem'>;
}

/** What one tenant's work of sync does besides, where the CRM has a journal for us: reads on in it. */
export function withJournal(deps: TenantJournalDeps, work: TenantJobs['sync']): TenantJobs['sync'] {
  const { shared, tenant, map, connections } = deps;
  const { sync } = map;
  if (!sync) return work;
  const { jobs } = shared;
  const { database, now, steadyNow } = shared.serviceDeps;
  const log = createJournalLog(database.db, jobs);
  const switches = createSyncSwitches(database.db, jobs);
  const runs = createSyncRuns(database.db, jobs);
  const plan = () => compileSync(sync);
  let opened: { readonly crm: CrmJournal | undefined } | undefined;
  // Most helpdesks have no sync, and most of the others no app.
  const crm = () => {
    opened ??= { crm: openCrmJournal(shared, tenant, map) };
    return opened.crm;
  };
  const isReady = async (own: CrmJournal | undefined): Promise<boolean> =>
    own !== undefined && connections.ofSystem(JOURNAL_OF) !== undefined && (await own.hasSecret());

  const on = async () => new Set((await switches.list(tenant)).flatMap(({ object, isOn }) => (isOn ? [object] : [])));
  async function wishes(): Promise<readonly JournalWish[]> {
    const isOn = await on();
    const { objects, newCustomer } = plan();
    return journalWishes(
      objects.filter(({ id }) => isOn.has(id)),
      newCustomer !== undefined && isOn.has('company'),
    );
  }

  async function look(): Promise<void> {
    const standing = await log.find(tenant, JOURNAL_OF);
    const is = await isReady(crm());
    if (!is && standing) await log.close(tenant, JOURNAL_OF);
    if (is && !standing) await log.open(tenant, JOURNAL_OF);
    // A kind of record was switched on: it is told of soon.
    else if (is && standing?.subscribed !== subscribedTo(await wishes())) await log.goOn(tenant);
  }

  async function read(signal: AbortSignal): Promise<void> {
    const own = crm();
    if (!own || !(await isReady(own))) return log.close(tenant, JOURNAL_OF);
    await readJournal(
      {
        ...{ tenant, system: JOURNAL_OF, log, wishes, now, steadyNow, ...own },
        onlyTells: (event) => onlyTells(webhookOf(map, JOURNAL_OF)?.meaningOf(event)),
        async compareAll() {
          for (const object of await on())
            if (plan().objects.some(({ id }) => id === object) && !(await runs.isWaiting(tenant, object, 'compare')))
              await runs.ask(tenant, object, 'compare', OURSELVES);
        },
      },
      signal,
    );
  }

  return {
    async run(job, signal) {
      if (job.ids.work === 'read_journal') {
        await read(signal);
        return done;
      }
      if (job.ids.work === 'take_in_left') await look();
      return work.run(job, signal);
    },
    abandon: work.abandon,
  };
}
