import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { TenantHandle } from '../http/tenant-handle.ts';
import { errorFields } from '../log.ts';
import { lookEveryMs } from '../store/notifications.ts';
import { admission } from '../tenants/admission.ts';
import { type AwakeTenants, createAwakeTenants } from '../tenants/awake-tenants.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import { createNoteMap } from './note-map.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantEndpoints } from './tenant-reads.ts';
import { createTenantRuntime, type TenantRuntime } from './tenant-runtime.ts';
import { hearStaff } from './told-staff.ts';
import { hearStale } from './told-stale.ts';

export interface TenantRegistryDeps {
  readonly shared: SharedDeps;
  mapOf(tenant: TenantId): IntegrationMap;
  endpointsOf(tenant: TenantId): Promise<TenantEndpoints>;
}

export interface TenantRegistry
  extends Pick<AwakeTenants<TenantRuntime>, 'get' | 'peek' | 'wake' | 'require' | 'retire'> {
  admit(entry: { readonly tenant: TenantId; readonly installationId: string }): Promise<TenantHandle | 'unwelcome'>;
  isServed(tenant: TenantId): Promise<boolean>;
  /** Makes the operator's own tenant, or rejects: without it nothing should run. */
  start(): Promise<void>;
  /** Makes the running parts of all that are awake anew; what is under way ends with the old ones. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** A notification can be lost with its connection: looked for at this pace, and sooner while none would be heard. */
const LOOK_EVERY_MS = { listening: 30_000, deaf: 2000 };
const IDLE_EVERY_MS = 30_000;
const IDLE_MS = 15 * 60_000;

/** The tenants this process serves: made on demand from what the store knows, given up when nobody asks for them. */
export function createTenantRegistry(deps: TenantRegistryDeps): TenantRegistry {
  const { shared } = deps;
  const { tenantLog, changes } = shared;
  const { config, database, log, steadyNow, tenantIdleMs = IDLE_MS } = shared.serviceDeps;
  const { notifications } = database;
  const noteMap = createNoteMap(shared);
  const awake = createAwakeTenants<TenantRuntime>({
    find: tenantLog.find,
    findAll: tenantLog.findAll,
    async make(known) {
      const map = deps.mapOf(known.tenant);
      await noteMap(known.tenant, map);
      return createTenantRuntime(shared, known, await deps.endpointsOf(known.tenant), map);
    },
    idleMs: tenantIdleMs,
    now: steadyNow,
    onSleep: (tenant) => log.info('a helpdesk sleeps until it is asked for', { tenant }),
    onTrouble: (error, tenant) => log.error('a tenant could not be opened', { tenant, ...errorFields(error) }),
  });
  let lookedMs = steadyNow();
  const timers: NodeJS.Timeout[] = [];
  let stopListening: readonly (() => void)[] = [];

  async function lookNow(): Promise<void> {
    lookedMs = steadyNow();
    await awake.checkAll().catch((error: unknown) => log.error('the store does not answer', { ...errorFields(error) }));
  }
  async function look(): Promise<void> {
    if (steadyNow() - lookedMs < lookEveryMs(notifications, LOOK_EVERY_MS)) return;
    await lookNow();
  }

  return {
    get: awake.get,
    peek: awake.peek,
    wake: awake.wake,
    require: awake.require,
    isServed: async (tenant) => awake.peek(tenant) !== undefined || (await tenantLog.find(tenant)) !== undefined,
    async start() {
      changes.onChange(awake.check);
      const { operator } = config;
      if (operator) {
        await tenantLog.put(operator.tenant, operator.installationId);
        // The operator's own must run, or nothing does; anybody else's trouble is theirs alone.
        await awake.require(operator.tenant);
      }
      stopListening = [
        hearStale(notifications, awake.peek),
        hearStaff(notifications, ({ tenant, userId }) =>
          awake.peek(tenant)?.forget('helpdesk', { of: 'account', id: userId }),
        ),
        notifications.listen(
          'tenant',
          (name) => {
            const tenant = tenantId(name);
            if (tenant) void awake.check(tenant);
          },
          () => void lookNow(),
        ),
      ];
      timers.push(
        setInterval(() => void look(), LOOK_EVERY_MS.deaf),
        setInterval(awake.giveUpIdle, Math.min(IDLE_EVERY_MS, tenantIdleMs / 2)),
      );
      for (const timer of timers) timer.unref();
    },
    async admit(entry) {
      const { tenant, installationId } = entry;
      // Another process may have let it in, or in anew, a moment ago: who seems unknown is looked up.
      const isOwn = awake.installationOf(tenant) === installationId;
      const verdict = admission(entry, isOwn ? entry : await tenantLog.find(tenant), config.learn);
      if (verdict === 'unknown_tenant' || verdict === 'other_installation') return 'unwelcome';
      if (verdict === 'learn') {
        await tenantLog.put(tenant, installationId);
        log.info('a helpdesk was let in', { tenant });
        await awake.check(tenant);
      }
      return (await awake.wake(tenant)) ?? 'unwelcome';
    },
    reload: awake.replaceAll,
    async retire() {
      for (const stop of stopListening) stop();
      for (const timer of timers) clearInterval(timer);
      await awake.retire();
    },
    close: awake.close,
  };
}
