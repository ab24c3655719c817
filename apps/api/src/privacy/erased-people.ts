import type { TenantId } from '../tenants/tenant-id.ts';

export interface ErasedPeopleDeps {
  /** All marks of a tenant. */
  read(tenant: TenantId): Promise<ReadonlySet<string>>;
  /** By a key of the tenant's own, which is read once. */
  marksOf(tenant: TenantId): (texts: readonly string[]) => Promise<readonly string[]>;
  /** Whoever is known by this mark is known by those, too. */
  keepAlso(tenant: TenantId, known: string, marks: readonly string[]): Promise<void>;
  steadyNow(): number;
  onTrouble(error: unknown): void;
}

/** Who was erased, for whoever is about to store something about somebody. */
export interface ErasedPeople {
  /** Those of these texts that are of somebody who was erased. Rejects while nobody can say: then nothing of them is kept. */
  among(tenant: TenantId, texts: () => readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Whether a person is somebody who was erased, by any of what is theirs alone. They may have been erased by a number
   * of which nobody knew the address: by whatever else they are called here, and by `more`, they are known from now on.
   */
  isOneOf(tenant: TenantId, own: readonly string[], more: readonly string[]): Promise<boolean>;
  /** Known without asking that nobody was, as of most helpdesks. */
  isNobody(tenant: TenantId): boolean;
  /** Somebody was erased there; without a tenant, something may have been missed. */
  forget(tenant?: TenantId): void;
}

interface Known {
  readonly marks: Promise<Set<string>>;
  readonly untilMs: number;
  readonly marksOf: (texts: readonly string[]) => Promise<readonly string[]>;
  isNobody: boolean;
}

const KEEP_MS = 30_000;
/** Each with the marks of all who were erased there. */
const MAX_TENANTS = 1000;
const none: ReadonlySet<string> = new Set();

export function createErasedPeople({ read, marksOf, keepAlso, steadyNow, onTrouble }: ErasedPeopleDeps): ErasedPeople {
  const known = new Map<TenantId, Known>();
  const fresh = (tenant: TenantId) => {
    const found = known.get(tenant);
    return found && found.untilMs > steadyNow() ? found : undefined;
  };

  function knownOf(tenant: TenantId): Known {
    const found = fresh(tenant);
    if (found) return found;
    const marks = read(tenant).then((all) => new Set(all));
    const own: Known = { marks, untilMs: steadyNow() + KEEP_MS, marksOf: marksOf(tenant), isNobody: false };
    if (known.size >= MAX_TENANTS) known.clear();
    known.set(tenant, own);
    own.marks.then(
      ({ size }) => {
        own.isNobody = size === 0;
      },
      () => {
        if (known.get(tenant) === own) known.delete(tenant);
      },
    );
    return own;
  }

  return {
    isNobody: (tenant) => fresh(tenant)?.isNobody ?? false,
    async among(tenant, texts) {
      try {
        const own = knownOf(tenant);
        const marks = await own.marks;
        if (marks.size === 0) return none;
        const all = texts();
        const made = await own.marksOf(all);
        return new Set(all.filter((_, at) => marks.has(made[at] ?? '')));
      } catch (error) {
        onTrouble(error);
        throw error;
      }
    },
    async isOneOf(tenant, own, more) {
      try {
        const all = knownOf(tenant);
        const marks = await all.marks;
        if (marks.size === 0) return false;
        const made = await all.marksOf([...own, ...more]);
        const known = made.slice(0, own.length).find((mark) => marks.has(mark));
        if (known === undefined) return false;
        const others = made.filter((mark) => !marks.has(mark));
        // Before it is stored: what is read by them comes next.
        for (const mark of others) marks.add(mark);
        if (others.length > 0) await keepAlso(tenant, known, others);
        return true;
      } catch (error) {
        onTrouble(error);
        throw error;
      }
    },
    forget(tenant) {
      if (tenant === undefined) known.clear();
      else known.delete(tenant);
    },
  };
}
