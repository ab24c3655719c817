import { createHmac, createPrivateKey, type KeyObject } from 'node:crypto';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { AuditRow } from './chain.ts';
import type { AuditEntry } from './ports.ts';

/** What a tenant's audit is made with: customers are marked by one key, heads signed by another. */
export interface AuditKeys {
  subject(requesterId: string): string;
  account(accountId: string): string;
  readonly signing: KeyObject;
  /** In the place of those that are kept, which do not open now: what they sign would count as forged later. */
  readonly isMadeDo: boolean;
}

/** Half a hash: enough that no two customers of a helpdesk share one. */
const MARK_BYTES = 16;
const MAX_REMEMBERED = 2000;
/** What stands before a bare Ed25519 seed in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

export function auditKeys(own: Buffer, isMadeDo = false): AuditKeys {
  const derived = (use: string) => createHmac('sha256', own).update(use).digest();
  const marking = derived('audit marks');
  const seed = derived('audit heads');
  const remembered = new Map<string, string>();
  const mark = (text: string) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const made = createHmac('sha256', marking).update(text).digest().subarray(0, MARK_BYTES).toString('base64url');
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(text, made);
    return made;
  };
  return {
    // A requester and an account of the same number are not the same.
    subject: (id) => mark(`requester ${id}`),
    account: (id) => mark(`account ${id}`),
    isMadeDo,
    get signing() {
      return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    },
  };
}

/** The entry as it is kept. */
export const rowOf = (keys: AuditKeys, entry: Omit<AuditEntry, 'action'> & { readonly action: string }): AuditRow => ({
  ...{ tenant: entry.tenant, atMs: Math.floor(entry.atMs), requestId: entry.requestId },
  ...{ actorId: entry.actorId, role: entry.role, action: entry.action, ticketId: entry.ticketId ?? null },
  subject: entry.requesterId === undefined ? null : keys.subject(entry.requesterId),
  account: entry.accountId === undefined ? null : keys.account(entry.accountId),
  ...{ about: entry.about ?? null, count: entry.count ?? 1 },
});

const MAX_TENANTS = 5000;
/** Where the kept key does not open now, so long is done with the one in its place before it is tried again. */
const MADE_DO_MS = 60_000;

/** `isMadeDo`: in the place of the one that is kept. */
interface OwnKey {
  readonly bytes: Buffer;
  readonly isMadeDo: boolean;
}

export interface KeyringDeps {
  keyOf(tenant: TenantId): Promise<OwnKey>;
  steadyNow(): number;
}

/** The keys of tenants who are written of, read once each; of those not asked for lately they are read again. */
export function createAuditKeyring({ keyOf, steadyNow }: KeyringDeps) {
  const known = new Map<TenantId, { readonly keys: Promise<AuditKeys>; untilMs: number }>();
  return (tenant: TenantId): Promise<AuditKeys> => {
    const found = known.get(tenant);
    if (found && found.untilMs > steadyNow()) return found.keys;
    const key = keyOf(tenant);
    const own = {
      keys: key.then(({ bytes, isMadeDo }) => auditKeys(bytes, isMadeDo)),
      untilMs: Number.POSITIVE_INFINITY,
    };
    if (known.size >= MAX_TENANTS) known.clear();
    known.set(tenant, own);
    key.then(
      ({ isMadeDo }) => {
        if (isMadeDo) own.untilMs = steadyNow() + MADE_DO_MS;
      },
      () => {
        if (known.get(tenant) === own) known.delete(tenant);
      },
    );
    return own.keys;
  };
}
