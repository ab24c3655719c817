import type { AuditCheck, AuditItem, AuditPage, AuditQuery } from '@sidelight/shared/audit/audit-page.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ChainedRow, ChainHead } from './chain.ts';
import { checkHead, publicKeyOf, signHead } from './head.ts';
import type { AuditKeys } from './marks.ts';
import type { AuditLog, AuditSearch, SignedHead } from './ports.ts';
import { verifyChain } from './verify.ts';

export interface AuditDeskDeps {
  readonly tenant: TenantId;
  readonly log: AuditLog;
  keysOf(tenant: TenantId): Promise<AuditKeys>;
  /** What people wrote of why they had masked values shown, by request; nothing is read where it is not given. */
  notesOf?(requestIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  now(): number;
}

/** What may be asked of one tenant's audit. */
export interface AuditDesk {
  page(query: AuditQuery): Promise<AuditPage>;
  /** All rows that are looked for, the latest first. */
  rows(query: AuditQuery): AsyncIterable<ChainedRow>;
  /** Goes through the whole chain, and keeps what it found. `kept`: ends that the asker has kept elsewhere. */
  check(kept?: readonly ChainHead[]): Promise<AuditCheck>;
  /** Signs the end of the chain as it is, where there is one, and the key for it opens. */
  sign(): Promise<SignedHead | 'no_row' | 'key_closed'>;
}

const PAGE = 50;
const EXPORT_PAGE = 1000;

export function createAuditDesk({ tenant, log, keysOf, notesOf, now }: AuditDeskDeps): AuditDesk {
  async function searchOf({ actor, customer, ticket, group, from, until, before }: AuditQuery): Promise<AuditSearch> {
    const keys = customer === undefined ? undefined : await keysOf(tenant);
    return {
      ...{ actorId: actor, ticketId: ticket, group, from, until, before },
      ...(keys &&
        customer !== undefined && { customer: { subject: keys.subject(customer), account: keys.account(customer) } }),
    };
  }
  async function lastCheck(): Promise<AuditCheck | undefined> {
    return (await log.lastCheck(tenant))?.check;
  }

  return {
    async page(query) {
      const [search, check] = await Promise.all([searchOf(query), lastCheck()]);
      const rows = await log.search(tenant, search, PAGE + 1);
      const shown = rows.slice(0, PAGE);
      const reveals = shown.filter(({ action }) => action === 'field.revealed').map(({ requestId }) => requestId);
      const notes = reveals.length > 0 ? await notesOf?.(reveals) : undefined;
      const last = rows.length > PAGE ? shown.at(-1) : undefined;
      return {
        ...{ at: new Date(now()).toISOString(), items: shown.map((row) => itemOf(row, notes)) },
        ...(last && { before: last.seq }),
        ...(check && { check }),
      };
    },
    async *rows(query) {
      const search = await searchOf(query);
      let { before } = search;
      for (;;) {
        const rows = await log.search(tenant, { ...search, before }, EXPORT_PAGE);
        yield* rows;
        const last = rows.at(-1);
        if (rows.length < EXPORT_PAGE || !last) return;
        before = last.seq;
      }
    },
    async check(kept = []) {
      const { signing, isMadeDo } = await keysOf(tenant);
      const trusted = publicKeyOf(signing);
      const signed = await log.signedHeads(tenant);
      const end = await log.headOf(tenant);
      const heads = [
        ...(isMadeDo ? [] : signed.map((head) => checkHead(tenant, head, trusted))),
        ...kept.map((head) => ({ ...head, isGenuine: true })),
      ];
      const { rows, findings } = await verifyChain(log.chainOf(tenant, end), end, heads);
      const signedAt = signed.at(-1)?.at;
      const told = findings.map(({ kind, seq, until }) => ({ kind, seq, ...(until !== undefined && { until }) }));
      const at = new Date(now()).toISOString();
      const check: AuditCheck = { at, rows, findings: told, ...(signedAt !== undefined && { signedAt }) };
      // The last one that saw all of it stands.
      if (isMadeDo) return { ...check, endsUnread: true };
      await log.keepCheck(tenant, check);
      return check;
    },
    async sign() {
      const end = await log.headOf(tenant);
      if (end.seq === 0) return 'no_row';
      const { signing, isMadeDo } = await keysOf(tenant);
      if (isMadeDo) return 'key_closed';
      const head = signHead(signing, tenant, end, new Date(now()).toISOString());
      await log.keepSigned(tenant, head);
      return head;
    },
  };
}

function itemOf(row: ChainedRow, notes: ReadonlyMap<string, string> | undefined): AuditItem {
  const { seq, atMs, actorId, role, action, ticketId, about, count, requestId } = row;
  const note = action === 'field.revealed' ? notes?.get(requestId) : undefined;
  return {
    ...{ seq, at: new Date(atMs).toISOString(), actorId, role, action, count },
    ...(ticketId !== null && { ticketId }),
    ...(about !== null && { about }),
    ...(note !== undefined && { note }),
  };
}
