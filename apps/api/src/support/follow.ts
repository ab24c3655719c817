import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import type { TicketSource } from '../connectors/tickets-port.ts';
import { done, type Outcome } from '../jobs/outcome.ts';
import type { RunCall } from '../sync/target.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { DAY_MS, HISTORY_DAYS } from './figures.ts';
import type { SupportStore } from './ports.ts';
import { toFact } from './to-fact.ts';

export interface FollowDeps {
  readonly tenant: TenantId;
  readonly store: SupportStore;
  readonly rules: HealthScore;
  readonly target: TicketSource;
  readonly run: RunCall;
  isNoted(): Promise<boolean>;
  now(): number;
}

/** The exports have room for ten questions a minute from everybody together: two are ours while there is history to read. */
const NEXT_PAGE_MS = 60_000;
/** Events tell of tickets; what none told of is found by this. */
const TICKETS_AGAIN_MS = 15 * 60_000;
/** History is no news: notes are written of what has changed of late. */
const NEWS_MS = DAY_MS;
/** Nothing else tells of a missed target. */
const BREACHES_AGAIN_MS = 5 * 60_000;

/** One page of each feed that is due: from the beginning it is the history, and after that what no event told of. */
export async function follow(deps: FollowDeps, signal: AbortSignal): Promise<Outcome> {
  const { tenant, store, rules, target, run, now } = deps;
  const sinceMs = now() - HISTORY_DAYS * DAY_MS;
  const due = await store.feedsDue(tenant);
  if (due.includes('tickets')) {
    const cursor = await store.cursor(tenant, 'tickets');
    // Before it is asked: one that fails is asked no sooner.
    await store.askAgain(tenant, 'tickets', NEXT_PAGE_MS);
    const page = await run('support.changed', (own) => target.changed(cursor, sinceMs, own), signal);
    const facts = page.items.map((ticket) => toFact(rules, ticket));
    const news = facts.filter(({ updatedAtMs }) => updatedAtMs > now() - NEWS_MS).map(({ id }) => id);
    const noted = (await deps.isNoted()) ? [...news, ...page.gone] : [];
    await store.look(tenant, { facts, gone: page.gone, done: [], noted });
    const again = { inMs: page.isMore ? NEXT_PAGE_MS : TICKETS_AGAIN_MS, isBehind: page.isMore };
    await store.moveCursor(tenant, 'tickets', page.cursor, again);
    // A missed target is known of a ticket that is.
    if (page.isMore) return done;
  }
  if (due.includes('breaches')) {
    const cursor = await store.cursor(tenant, 'breaches');
    await store.askAgain(tenant, 'breaches', NEXT_PAGE_MS);
    const page = await run('support.breaches', (own) => target.breaches(cursor, sinceMs, own), signal);
    await store.breached(tenant, page.items);
    const again = { inMs: page.isMore ? NEXT_PAGE_MS : BREACHES_AGAIN_MS, isBehind: page.isMore };
    await store.moveCursor(tenant, 'breaches', page.cursor, again);
  }
  return done;
}
