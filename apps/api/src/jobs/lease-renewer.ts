import type { TenantId } from '../tenants/tenant-id.ts';
import type { Leases } from './leases.ts';

export interface Lease {
  /** Whether this holder leads its tenant now. */
  isHeld(): boolean;
  /** Another may lead from now on. */
  giveBack(): Promise<void>;
}

export interface LeaseRenewer {
  /** `holder`: one of its own for each wish. `onHeld`: told when it becomes the leader. */
  want(tenant: TenantId, holder: string, onHeld: () => void): Lease;
  stop(): Promise<void>;
}

export interface LeaseRenewerDeps {
  readonly name: string;
  readonly store: Pick<Leases, 'holdAll' | 'release'>;
  /** Never jumps. */
  now(): number;
  onTrouble(error: unknown): void;
}

/** Whoever stops renewing loses it within this time. */
const LEASE_MS = 4000;
const RENEW_EVERY_MS = 1300;
/** Tenants that wake together ask together. */
const GATHER_MS = 20;

/** Takes and renews the leases of all tenants that are awake in this process with one statement; none while all sleep. */
export function createLeaseRenewer({ name, store, now, onTrouble }: LeaseRenewerDeps): LeaseRenewer {
  interface Wish {
    readonly tenant: TenantId;
    readonly onHeld: () => void;
    heldUntilMs: number;
  }
  const wishes = new Map<string, Wish>();
  let timer: NodeJS.Timeout | undefined;
  let isNew = false;
  let isStopped = false;
  let renewing: Promise<void> | undefined;

  async function renew(): Promise<void> {
    isNew = false;
    const asked = now();
    // Of one that is being made anew, the newest: a statement must not touch a row twice.
    const newest = new Map([...wishes].map(([holder, { tenant }]) => [tenant, holder]));
    const wanted = [...newest].map(([tenant, holder]) => ({ tenant, holder }));
    try {
      const held = new Set(await store.holdAll(name, wanted, LEASE_MS));
      for (const { holder } of wanted) {
        const wish = wishes.get(holder);
        if (!wish) continue;
        const wasHeld = wish.heldUntilMs > now();
        // From before the question: the store's own clock started no earlier.
        wish.heldUntilMs = held.has(holder) ? asked + LEASE_MS : 0;
        if (!wasHeld && wish.heldUntilMs > now()) wish.onHeld();
      }
    } catch (error) {
      if (!isStopped) onTrouble(error);
    }
  }

  function schedule(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isStopped || wishes.size === 0 || renewing) return;
    timer = setTimeout(
      () => {
        renewing = renew().finally(() => {
          renewing = undefined;
          schedule();
        });
      },
      isNew ? GATHER_MS : RENEW_EVERY_MS,
    );
    timer.unref();
  }

  return {
    want(tenant, holder, onHeld) {
      wishes.set(holder, { tenant, onHeld, heldUntilMs: 0 });
      isNew = true;
      schedule();
      return {
        isHeld: () => (wishes.get(holder)?.heldUntilMs ?? 0) > now(),
        async giveBack() {
          wishes.delete(holder);
          // One on its way would take it again.
          await renewing;
          await store.release(tenant, name, holder);
        },
      };
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await renewing;
    },
  };
}
