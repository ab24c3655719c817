import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { SigningKeys } from '../access/signed-token.ts';
import { createListener } from '../http/listener.ts';
import { readPageTemplates } from '../http/page.ts';
import { createScheduler } from '../jobs/scheduler.ts';
import { errorFields } from '../log.ts';
import { createTaskClaims } from '../store/task-claims.ts';
import { createAccessControl } from './access-control.ts';
import { createServiceApp } from './app.ts';
import { auditTasks } from './audit-tasks.ts';
import { createJobRunner } from './jobs.ts';
import { createMapShelf } from './map-shelf.ts';
import { createScheduledTasks } from './scheduled-tasks.ts';
import type { Maps, ServiceDeps } from './service-deps.ts';
import { createSharedDeps } from './shared-deps.ts';
import { endpointsOf } from './tenant-endpoints.ts';
import { createTenantRegistry } from './tenant-registry.ts';

export interface Service {
  readonly server: Server;
  /** From the next request on by these maps; what is under way ends by the old ones. They have been checked. */
  reload(maps: Maps): Promise<void>;
  /** Finishes what has been started, writes what is waiting, closes every connection. */
  close(): Promise<void>;
}

/** The composition root: every part is made here or in what it calls, once, from those made before it; then they start. */
export async function createService(serviceDeps: ServiceDeps): Promise<Service> {
  const { config, database, log, now, steadyNow, random } = serviceDeps;
  const maps = createMapShelf(serviceDeps);
  const mapOf = maps.of;

  const signingKeys: SigningKeys = [config.sessionSecret ?? randomBytes(32), ...config.otherSessionSecrets];
  const templates = await readPageTemplates(serviceDeps.distDir);
  const shared = await createSharedDeps(serviceDeps, maps, signingKeys);
  const registry = createTenantRegistry({
    ...{ shared, mapOf },
    endpointsOf: (tenant) => endpointsOf(shared, tenant, mapOf(tenant)),
  });
  const access = createAccessControl(shared);
  const listener = createListener({
    ...{ drainMs: config.drainMs, mostConnections: config.mostConnections },
    longestAnswerMs: () => longestAnswerMs(maps.all()),
  });
  const handle = createServiceApp({ shared, registry, mapOf, access, templates, listener });
  const runner = createJobRunner({
    ...{ jobs: shared.jobs, database, log, wake: registry.require, atWork: shared.atWork.working, steadyNow, random },
  });
  const scheduler = createScheduler({
    claims: createTaskClaims(database.db),
    tasks: [
      ...runner.tasks,
      ...auditTasks(shared),
      ...access.tasks,
      ...createScheduledTasks({ database, wake: registry.wake, longestKeepMs: () => longestKeepMs(maps.all()), now }),
    ],
    onTrouble: (error, task) => log.error('work for all tenants failed', { kind: task, ...errorFields(error) }),
  });

  listener.serve(handle);
  await access.start();
  await registry.start();
  runner.start();
  scheduler.start();

  return {
    server: listener.server,
    async reload(next) {
      maps.take(next);
      await registry.reload();
    },
    async close() {
      await Promise.all([listener.drain(), runner.stop(config.drainMs)]);
      await scheduler.stop();
      // Nothing new can arrive any more: the streams end, and what was asked is still answered.
      await Promise.all([registry.retire(), listener.closed()]);
      await registry.close();
      access.close();
      await shared.close();
    },
  };
}

const longestKeepMs = ({ map, ownMaps }: Maps): number =>
  Math.max(
    ...[map, ...(ownMaps?.values() ?? [])].flatMap(({ systems }) =>
      Object.values(systems).map((spec) => spec.budget.staleIfErrorMs),
    ),
  );

/** Of answers that end by themselves; the last line of one that ran out of time is on its way a little longer. */
const longestAnswerMs = ({ map, ownMaps }: Maps): number =>
  500 + Math.max(map.deadlineMs, ...[...(ownMaps?.values() ?? [])].map(({ deadlineMs }) => deadlineMs));
