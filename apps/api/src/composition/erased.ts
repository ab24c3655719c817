import { errorFields, type Log } from '../log.ts';
import { createErasedPeople, type ErasedPeople } from '../privacy/erased-people.ts';
import { createKeyedMarks } from '../secrets/keyed-marks.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { OpenDatabase } from '../store/database.ts';
import { keepAlsoKnown, noteEmptied, readErasedPeople } from '../store/erasure-log.ts';
import { hasErasures } from '../store/marked.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

export interface ErasedDeps {
  readonly database: Pick<OpenDatabase, 'db' | 'notifications'>;
  readonly secrets: Pick<SecretStore, 'read' | 'put'> | undefined;
  readonly signingKey: Buffer;
  readonly log: Log;
  steadyNow(): number;
  onTrouble(error: unknown): void;
}

export interface Erased {
  readonly erased: ErasedPeople;
  marksOf(tenant: TenantId): (texts: readonly string[]) => Promise<readonly string[]>;
  /** `empty`: everything this process, by its name, remembers of that tenant; without one, of all. Answers how to stop. */
  listen(process: string, empty: (tenant?: TenantId) => void): () => void;
}

/**
 * Who was erased, as this process knows it. Whoever is erased has to leave the memory of every process too: each is told,
 * and says in the receipt that it has done so.
 */
export function createErased({ database, secrets, signingKey, log, steadyNow, onTrouble }: ErasedDeps): Erased {
  const { db, notifications } = database;
  const marksOf = (tenant: TenantId) =>
    createKeyedMarks({ tenant, store: secrets, signingKey, isInUse: () => hasErasures(db, tenant) }).of;
  const erased = createErasedPeople({
    ...{ marksOf, steadyNow, onTrouble },
    read: (tenant) => readErasedPeople(db, tenant),
    keepAlso: (tenant, known, marks) => keepAlsoKnown(db, tenant, known, marks),
  });
  return {
    ...{ erased, marksOf },
    listen(process, empty) {
      const forget = (tenant?: TenantId) => {
        erased.forget(tenant);
        empty(tenant);
      };
      return notifications.listen(
        'erased',
        (told) => {
          const tenant = tenantId(told);
          if (!tenant) return;
          forget(tenant);
          noteEmptied(db, tenant, process).catch((error: unknown) =>
            log.error('the store does not answer', { tenant, ...errorFields(error) }),
          );
        },
        () => forget(),
      );
    },
  };
}
