import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Link, Links } from '../ports.ts';

const KEEP_MS = 30_000;
const MAX = 20_000;

export interface RememberedLinks extends Omit<Links, 'rejected'> {
  /** Undefined while the store does not answer: nobody can say what was rejected. */
  rejected(tenant: TenantId, requesterId: string): Promise<ReadonlySet<string> | undefined>;
  /** Does not wait: for what was matched, not picked. With `before`: in its place, and in no other's. */
  learn(tenant: TenantId, link: Link, before?: Link): void;
  /** Somebody has picked or rejected, in whichever process; without a tenant, something may have been missed. */
  forget(tenant?: TenantId): void;
}

/**
 * The links of the store, remembered for half a minute, so that a warm ticket asks no database.
 * What is learned is written behind the answer; what a person picks is written before it.
 */
export function rememberLinks(
  store: Links,
  deps: {
    steadyNow(): number;
    onTrouble(error: unknown): void;
    /** Tells every other process that a person has decided. */
    tell?(tenant: TenantId): Promise<void>;
  },
): RememberedLinks {
  const memory = new Map<string, { link: Link | undefined; untilMs: number }>();
  const keyOf = (tenant: TenantId, requesterId: string, organizationId: string) =>
    `${tenant}|${requesterId}|${organizationId}`;
  const put = (key: string, link: Link | undefined) => {
    memory.delete(key);
    memory.set(key, { link, untilMs: deps.steadyNow() + KEEP_MS });
    const oldest = memory.size > MAX ? memory.keys().next() : undefined;
    if (oldest && !oldest.done) memory.delete(oldest.value);
  };
  // Half a minute of another process's memory would show again what was rejected here.
  const tell = (tenant: TenantId) => deps.tell?.(tenant).catch(deps.onTrouble);
  return {
    ...store,
    forget(tenant) {
      for (const key of memory.keys()) if (tenant === undefined || key.startsWith(`${tenant}|`)) memory.delete(key);
    },
    async find(tenant, requesterId, organizationId) {
      const key = keyOf(tenant, requesterId, organizationId);
      const known = memory.get(key);
      if (known && known.untilMs > deps.steadyNow()) return known.link;
      try {
        const link = await store.find(tenant, requesterId, organizationId);
        // Not when there is none: another process may have learned or picked one a moment later.
        if (link) put(key, link);
        return link;
      } catch (error) {
        // Without the store what was last known goes on, and the CRM is asked whether it still holds; else the
        // customer is looked up afresh: slower, not wrong.
        deps.onTrouble(error);
        return known?.link;
      }
    },
    rejected: (tenant, requesterId) =>
      store.rejected(tenant, requesterId).catch((error: unknown) => {
        deps.onTrouble(error);
        return undefined;
      }),
    async pick(tenant, link, entry) {
      await store.pick(tenant, link, entry);
      await tell(tenant);
      put(keyOf(tenant, link.requesterId, link.organizationId), link);
    },
    learn(tenant, link, before) {
      const key = keyOf(tenant, link.requesterId, link.organizationId);
      const known = memory.get(key)?.link;
      // Somebody may have picked or rejected while this was being learned.
      const isOther = known?.accountId !== before?.accountId || known?.pickedBy !== before?.pickedBy;
      const isOvertaken = before ? isOther : link.pickedBy === null && known?.pickedBy;
      if (isOvertaken) return;
      put(key, link);
      const written = before ? store.replace(tenant, before, link) : store.save(tenant, link);
      written.catch(deps.onTrouble);
    },
    async drop(tenant, link) {
      const key = keyOf(tenant, link.requesterId, link.organizationId);
      if (memory.get(key)?.link?.accountId === link.accountId) memory.delete(key);
      // It is looked at again each time the CRM answers: one row too many misleads nobody.
      await store.drop(tenant, link).catch(deps.onTrouble);
    },
    async takeBack(tenant, link, by, entry) {
      await store.takeBack(tenant, link, by, entry);
      await tell(tenant);
      memory.delete(keyOf(tenant, link.requesterId, link.organizationId));
    },
  };
}
