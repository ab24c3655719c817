import type { KnownTenant } from './ports.ts';
import type { TenantId } from './tenant-id.ts';

/** What serves one tenant while it is awake. */
export interface Runtime {
  /** How long what has been begun may still take. */
  readonly deadlineMs: number;
  /** Somebody looks at it, or it has something to see to that does not wait: not given up, however long it is idle. */
  isInUse(): boolean;
  /** Begins nothing more by itself, and ends the streams; what is asked is still answered. */
  retire(): Promise<void>;
  close(): Promise<void>;
}

export interface AwakeTenantsDeps<R extends Runtime> {
  find(tenant: TenantId): Promise<KnownTenant | undefined>;
  /** Of these, as they stand in the store now. */
  findAll(tenants: readonly TenantId[]): Promise<readonly KnownTenant[]>;
  make(known: KnownTenant): Promise<R>;
  /** A tenant that nobody has asked for so long sleeps again. */
  readonly idleMs: number;
  /** Never jumps. */
  now(): number;
  onTrouble(error: unknown, tenant: TenantId): void;
  onSleep(tenant: TenantId): void;
}

export interface AwakeTenants<R extends Runtime> {
  /** Undefined while it sleeps. */
  get(tenant: TenantId): R | undefined;
  /** The same for what is no reason to stay awake. */
  peek(tenant: TenantId): R | undefined;
  /** Makes it where it sleeps. Undefined for a tenant nobody has let in, or one that cannot be made: that is reported. */
  wake(tenant: TenantId): Promise<R | undefined>;
  /** The same; rejects where it cannot be made. */
  require(tenant: TenantId): Promise<R | undefined>;
  installationOf(tenant: TenantId): string | undefined;
  all(): readonly R[];
  /** What it is made from may have changed: made anew if so, when it is awake. */
  check(tenant: TenantId): Promise<void>;
  checkAll(): Promise<void>;
  /** Makes all that are awake anew; resolves when the old ones are gone. */
  replaceAll(): Promise<void>;
  /** Lets those sleep that nobody has asked for a while. */
  giveUpIdle(): void;
  retire(): Promise<void>;
  close(): Promise<void>;
}

interface Awake<R> {
  readonly runtime: R;
  readonly known: KnownTenant;
  usedMs: number;
}

/** The tenants that are awake in this process. What all others cost is a row each. */
export function createAwakeTenants<R extends Runtime>(deps: AwakeTenantsDeps<R>): AwakeTenants<R> {
  const awake = new Map<TenantId, Awake<R>>();
  const making = new Map<TenantId, Promise<R | undefined>>();
  const going = new Set<Promise<void>>();
  let isEnding = false;

  function letGo({ runtime }: Awake<R>): void {
    // Requests that were begun with the old parts have until their own deadline.
    const gone = Promise.all([runtime.retire(), wait(runtime.deadlineMs)])
      .then(() => runtime.close())
      .finally(() => going.delete(gone));
    going.add(gone);
  }

  async function open(known: KnownTenant): Promise<R> {
    const runtime = await deps.make(known);
    const old = awake.get(known.tenant);
    awake.set(known.tenant, { runtime, known, usedMs: old?.usedMs ?? deps.now() });
    if (old) letGo(old);
    return runtime;
  }

  /** One at a time for each tenant: it is never made twice over. */
  function alone(tenant: TenantId, work: () => Promise<R | undefined>): Promise<R | undefined> {
    const before = making.get(tenant) ?? Promise.resolve(undefined);
    const next = before.then(work, work).finally(() => {
      if (making.get(tenant) === next) making.delete(tenant);
    });
    making.set(tenant, next);
    return next;
  }

  function get(tenant: TenantId): R | undefined {
    const found = awake.get(tenant);
    if (!found) return undefined;
    found.usedMs = deps.now();
    return found.runtime;
  }

  const require = (tenant: TenantId): Promise<R | undefined> =>
    alone(tenant, async () => {
      const found = get(tenant);
      if (found || isEnding) return found;
      const known = await deps.find(tenant);
      return known && open(known);
    });

  async function renew(found: Awake<R>, next: KnownTenant | undefined): Promise<R | undefined> {
    const { runtime, known } = found;
    if (isEnding) return runtime;
    if (!next) {
      // It was forgotten: nothing of it is to run any more.
      awake.delete(known.tenant);
      letGo(found);
      deps.onSleep(known.tenant);
      return undefined;
    }
    const isSame = next.version === known.version && next.installationId === known.installationId;
    return isSame ? runtime : open(next);
  }

  const reported = (tenant: TenantId) => (error: unknown) => {
    deps.onTrouble(error, tenant);
    return undefined;
  };

  return {
    get,
    peek: (tenant) => awake.get(tenant)?.runtime,
    require,
    wake: (tenant) => require(tenant).catch(reported(tenant)),
    installationOf: (tenant) => awake.get(tenant)?.known.installationId,
    all: () => [...awake.values()].map(({ runtime }) => runtime),
    async check(tenant) {
      await alone(tenant, async () => {
        const found = awake.get(tenant);
        return found && renew(found, await deps.find(tenant));
      }).catch(reported(tenant));
    },
    async checkAll() {
      const asked = [...awake.keys()];
      const stored = await deps.findAll(asked);
      const standing = new Map(stored.map((next) => [next.tenant, next]));
      for (const tenant of asked) {
        await alone(tenant, async () => {
          const found = awake.get(tenant);
          return found && renew(found, standing.get(tenant));
        }).catch(reported(tenant));
      }
    },
    async replaceAll() {
      for (const tenant of [...awake.keys()]) {
        await alone(tenant, async () => {
          const known = await deps.find(tenant);
          return known && !isEnding ? open(known) : undefined;
        }).catch(reported(tenant));
      }
      await Promise.all(going);
    },
    giveUpIdle() {
      for (const [tenant, one] of awake) {
        if (making.has(tenant) || one.runtime.isInUse()) one.usedMs = deps.now();
        if (deps.now() - one.usedMs < deps.idleMs) continue;
        awake.delete(tenant);
        letGo(one);
        deps.onSleep(tenant);
      }
    },
    async retire() {
      isEnding = true;
      await Promise.allSettled(making.values());
      await Promise.all([...awake.values()].map(({ runtime }) => runtime.retire()));
    },
    async close() {
      await Promise.all(going);
      await Promise.all([...awake.values()].map(({ runtime }) => runtime.close()));
    },
  };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
