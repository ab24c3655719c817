import type { NewCustomer as Declared } from '@sidelight/shared/map/sync.ts';
import type { DealTarget, WonDeal } from '../../connectors/sync-port.ts';
import { done, type Outcome, retry } from '../../jobs/outcome.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { FieldCodec } from '../codec.ts';
import { isEmpty } from '../decide/meet.ts';
import { resolve } from '../decide/resolve.ts';
import type { FieldState } from '../field-state.ts';
import { fieldOf } from '../linked-record.ts';
import type { SyncStore } from '../ports.ts';
import { noConsequences, storeConsequences, taken } from '../take-decision.ts';
import type { CustomerLog, KnownCustomer } from './ports.ts';

export interface WelcomeDeps {
  readonly tenant: TenantId;
  readonly store: SyncStore;
  readonly log: CustomerLog;
  /** Undefined where the map makes nothing of a won deal. */
  declared(): Declared | undefined;
  /** Reached in its budget; undefined where the CRM is not connected, or has none. */
  deals(): DealTarget | undefined;
  isOn(object: string): Promise<boolean>;
  /** Of companies; undefined where they cannot be reached. */
  codecs(): Promise<readonly FieldCodec[] | undefined>;
  /** Tells the owner once, however often it is said. */
  tell(customer: KnownCustomer): Promise<void>;
  now(): number;
}

export interface Welcome {
  /** Deals that were changed since the last time. */
  takeIn(signal: AbortSignal): Promise<void>;
  dealChanged(id: string, signal: AbortSignal): Promise<void>;
  /** What is to be done once the company is in the helpdesk. */
  goOn(companyId: string): Promise<Outcome>;
}

const DAY_MS = 86_400_000;
const COMPANY = 'company';
/** Names of what is kept of the watch beside the kinds of records. */
const DEALS = 'deal';
const WATCH = 'deal_watch';
/** How far the CRM's clock may be off. */
const SLACK_MS = 600_000;
const AGAIN_MS = 300;
const MAX_PAGES = 20;

/**
 * A deal that was won makes its company and the company's people in the helpdesk, with the list of what is to be done.
 * Only one that was won since somebody has switched companies on: older ones are customers already.
 */
export function createWelcome(deps: WelcomeDeps): Welcome {
  const { tenant, store, log, declared, isOn, now } = deps;
  const scope = (object: string) => ({ tenant, object });

  async function watchedSinceMs(): Promise<number> {
    const known = await store.cursor(scope(WATCH), 'left');
    if (known !== undefined) return Number(known);
    const nowMs = now();
    await store.moveCursor(scope(WATCH), 'left', String(nowMs));
    return nowMs;
  }

  async function welcome(deal: WonDeal, deals: DealTarget, { mostContacts, checklist }: Declared, signal: AbortSignal) {
    const { companyId, wonAtMs } = deal;
    if (wonAtMs < (await watchedSinceMs()) - SLACK_MS) return;
    if (await log.find(tenant, companyId)) return;
    const hasPeople = mostContacts > 0 && (await isOn('contact'));
    const contacts = hasPeople ? await deals.contactsOf(companyId, mostContacts, signal) : [];
    // Put in line first: if we die before it is known that it has begun, it begins once more, and each is made once.
    await store.transact(scope(COMPANY), (tx) => tx.wantFirst('left', [companyId]));
    await store.transact(scope('contact'), (tx) => tx.wantFirst('left', contacts));
    const steps = checklist.map(({ id, dueInDays }) => ({ id, dueAtMs: now() + dueInDays * DAY_MS }));
    await log.begin(tenant, { companyId, dealId: deal.id, wonAtMs, contacts: contacts.length }, steps);
  }

  async function ready() {
    const [map, deals] = [declared(), deps.deals()];
    return map && deals && (await isOn(COMPANY)) ? { map, deals } : undefined;
  }

  return {
    async takeIn(signal) {
      const given = await ready();
      if (!given) return;
      await watchedSinceMs();
      let cursor = await store.cursor(scope(DEALS), 'left');
      for (let page = 0; page < MAX_PAGES; page++) {
        const found = await given.deals.changes(cursor, signal);
        for (const deal of found.won) await welcome(deal, given.deals, given.map, signal);
        await store.moveCursor(scope(DEALS), 'left', found.cursor);
        cursor = found.cursor;
        if (!found.isMore) return;
      }
    },
    async dealChanged(id, signal) {
      const given = await ready();
      const deal = await given?.deals.won(id, signal);
      if (given && deal) await welcome(deal, given.deals, given.map, signal);
    },
    async goOn(companyId) {
      const [customer, map, codecs] = [await log.find(tenant, companyId), declared(), await deps.codecs()];
      if (!customer || customer.madeAtMs !== undefined || !map) return done;
      if (!codecs) return retry('not_connected');
      const organizationId = customer.organizationId ?? (await begin(companyId, map, codecs));
      if (organizationId === undefined) return retry('no_answer', AGAIN_MS);
      await log.there(tenant, companyId, organizationId);
      await deps.tell({ ...customer, organizationId });
      await log.made(tenant, companyId);
      return done;
    },
  };

  /**
   * Gives the company its first status, as a person would, once it is in the helpdesk; one that has a status has been a
   * customer before. Answers what it is called there.
   */
  async function begin(companyId: string, { status }: Declared, codecs: readonly FieldCodec[]) {
    const codec = status && codecs.find(({ id }) => id === status.field);
    const reading = codec && status && (await codec.read('left', status.value));
    return store.transact(scope(COMPANY), async (tx) => {
      const [linked] = await tx.bySide('left', [companyId]);
      if (!linked) return undefined;
      const state = codec && fieldOf(linked, codec.id);
      if (codec && state && reading?.kind === 'value' && isEmptyOnBoth(state)) {
        const into = noConsequences();
        const decision = resolve(codec.rule, state, reading.canon, now());
        await tx.save([taken(linked, codec, decision, into)]);
        await storeConsequences(tx, into);
      }
      return linked.right;
    });
  }
}

const isEmptyOnBoth = ({ agreed, held, left, right }: FieldState): boolean =>
  held === undefined &&
  isEmpty(agreed?.value ?? null) &&
  [left, right].every(({ holds }) => holds !== undefined && isEmpty(holds));
