import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { TenantHandle, TenantHandleOf } from '../http/tenant-handle.ts';
import { errorFields } from '../log.ts';
import { admission } from '../tenants/admission.ts';
import type { KnownTenant, TenantLog } from '../tenants/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createTenantRuntime, type SharedDeps, type TenantEndpoints, type TenantRuntime } from './tenant-runtime.ts';

export interface TenantRegistryDeps {
  readonly shared: SharedDeps;
  readonly tenantLog: TenantLog;
  mapOf(tenant: TenantId): IntegrationMap;
  endpointsOf(tenant: TenantId): Promise<TenantEndpoints>;
}

export interface TenantRegistry {
  readonly of: TenantHandleOf;
  admit(entry: { readonly tenant: TenantId; readonly installationId: string }): Promise<TenantHandle | 'unwelcome'>;
  isKnownOrigin(origin: string): boolean;
  /** Its running parts; undefined for a tenant nobody has let in. */
  wake(tenant: TenantId): Promise<TenantRuntime | undefined>;
  /** Opens what is new or was changed, by whichever process. */
  look(): Promise<void>;
  /** Makes every tenant's running parts anew; what is under way ends with the old ones. */
  reload(): Promise<void>;
  /** Begins nothing more; what is asked is still answered until `close`. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

interface Running {
  readonly runtime: TenantRuntime;
  readonly installationId: string;
  readonly version: number;
}

/** How soon another process notices a tenant that was let in, or whose connections were changed. */
const LOOK_EVERY_MS = 2000;

/** One runtime a tenant. The tenants of the store are the same for every process. */
export async function createTenantRegistry(given: TenantRegistryDeps): Promise<TenantRegistry> {
  const { shared, tenantLog, mapOf, endpointsOf } = given;
  const { config, log, now } = shared.surroundings;
  const running = new Map<TenantId, Running>();
  const retiring = new Set<Promise<void>>();
  let isEnding = false;
  let looking: Promise<void> = Promise.resolve();

  async function open(known: KnownTenant): Promise<TenantRuntime> {
    const { tenant, installationId, version } = known;
    const runtime = createTenantRuntime(shared, await endpointsOf(tenant), mapOf(tenant));
    const old = running.get(tenant)?.runtime;
    running.set(tenant, { runtime, installationId, version });
    if (old) replace(old);
    return runtime;
  }
  function replace(old: TenantRuntime): void {
    // Requests that were begun with the old parts have until their own deadline.
    const retired = Promise.all([old.retire(), wait(old.deadlineMs)])
      .then(old.close)
      .finally(() => retiring.delete(retired));
    retiring.add(retired);
  }
  async function look(): Promise<void> {
    await tenantLog.forgetEntries(now());
    for (const known of await tenantLog.all()) {
      const own = running.get(known.tenant);
      if (isEnding || (own?.version === known.version && own.installationId === known.installationId)) continue;
      await open(known).catch((error: unknown) =>
        log.error('a tenant could not be opened', { tenant: known.tenant, ...errorFields(error) }),
      );
    }
  }
  /** One at a time: a tenant is never opened twice over. */
  const lookNow = (): Promise<void> => {
    looking = looking.then(look, look);
    return looking;
  };

  const { operator } = config;
  if (operator) await tenantLog.put(operator.tenant, operator.installationId);
  const first = await tenantLog.all();
  // The operator's own must run, or nothing does; anybody else's trouble is theirs alone.
  const own = first.find(({ tenant }) => tenant === operator?.tenant);
  if (own) await open(own);
  await lookNow();
  const timer = setInterval(
    () => void lookNow().catch((error: unknown) => log.error('the store does not answer', { ...errorFields(error) })),
    LOOK_EVERY_MS,
  );
  timer.unref();

  return {
    of: (tenant) => running.get(tenant)?.runtime,
    wake: async (tenant) => running.get(tenant)?.runtime,
    isKnownOrigin: (origin) => [...running.values()].some(({ runtime }) => runtime.helpdeskOrigin === origin),
    look: lookNow,
    async admit(entry) {
      const verdict = admission(entry, running.get(entry.tenant), config.learn);
      if (verdict === 'unknown_tenant' || verdict === 'other_installation') return 'unwelcome';
      if (verdict === 'learn') {
        await tenantLog.put(entry.tenant, entry.installationId);
        log.info('a helpdesk was let in', { tenant: entry.tenant });
        await lookNow();
      }
      return running.get(entry.tenant)?.runtime ?? 'unwelcome';
    },
    async reload() {
      const all = await tenantLog.all();
      for (const known of all) await open(known);
      await Promise.all(retiring);
    },
    async retire() {
      isEnding = true;
      clearInterval(timer);
      await looking.catch(() => {});
      await Promise.all([...running.values()].map(({ runtime }) => runtime.retire()));
    },
    async close() {
      await Promise.all(retiring);
      await Promise.all([...running.values()].map(({ runtime }) => runtime.close()));
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
