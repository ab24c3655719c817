import type { Role } from '@sidelight/shared/map/system.ts';
import { LRUCache } from 'lru-cache';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { StaffAnswer } from './roles.ts';
import { type Session, SKEW_MS } from './session.ts';

/** Asks the helpdesk itself, past what is remembered. */
export type AskNow = (userId: string, signal: AbortSignal) => Promise<StaffAnswer>;

export interface StandingsDeps {
  now(): number;
  /** Like `now`, and never jumps: the helpdesk's word in memory ages by it. */
  steadyNow(): number;
  /** The helpdesk says that they are nobody here any more. */
  onGone(session: Session): void;
  /** They may do less than their session says. */
  onLess(session: Session): void;
}

export interface Standings {
  /**
   * The session as its person stands with the helpdesk, or `ended`. At once while the helpdesk's word is young enough;
   * else when it has been asked, or could not be for so long. What it said before `sinceMs` was said by another rule.
   */
  of(session: Session, ask: AskNow, sinceMs?: number): Session | 'ended' | Promise<Session | 'ended'>;
  /** The same for an answer that goes on: the helpdesk's word is waited for before it is so old that it would not do. */
  lasting(session: Session, ask: AskNow, sinceMs?: number): Session | 'ended' | Promise<Session | 'ended'>;
  /** Something has changed about them: the helpdesk is asked before the next answer. */
  doubt(tenant: TenantId, userId: string): void;
}

/** So old the helpdesk's word may be; asked anew beside an answer from half of it on, so that nobody waits. */
const YOUNG_MS = 60_000;
const SOON_MS = 30_000;
/**
 * Of an answer that goes on, which is looked at every ten seconds: what was lost has to be lost within the minute. Agents, of
 * whom a call a minute each would be a third of what some helpdesks allow, are found in a list of many (`createGlances`):
 * where that cannot be had they are asked about before it ends by itself, as it says nothing of a customer.
 */
const LASTING_MS: Readonly<Record<Role, number>> = { agent: 270_000, lead: 40_000, admin: 40_000 };
/** What an answer waits for the helpdesk: as long as it waits for whose ticket it is, at the same time. */
const PATIENCE_MS = 1500;
const TIMEOUT_MS = 3000;
/** A helpdesk that does not answer is not asked again before. */
const AGAIN_MS = 10_000;
/**
 * While it cannot be asked nobody gains anything: who leads keeps that for as long as a session lasts unrenewed, then
 * is an agent like any other, and after an hour has to come in anew.
 */
const LEADS_MS = 15 * 60_000;
export const HELD_MS = 60 * 60_000;
const MAX_PEOPLE = 20_000;

interface Standing {
  /** When the helpdesk last said so, by the clock that never jumps. */
  saidSteadyMs: number;
  /** How often it was told that something has changed, and how many of those its word has been asked for since. */
  doubts: number;
  settled: number;
  answer: Exclude<StaffAnswer, { kind: 'unknown' }> | undefined;
  failedAtMs: number;
  asking: { readonly doubts: number; readonly over: Promise<void> } | undefined;
  /** What has been told of already. */
  told: Role | 'ended' | undefined;
}

const RANKS: readonly Role[] = ['agent', 'lead', 'admin'];
const lower = (a: Role, b: Role): Role => (RANKS.indexOf(a) < RANKS.indexOf(b) ? a : b);

/** What people may do is the helpdesk's word, a minute old at most, whatever their session was signed with. */
export function createStandings(deps: StandingsDeps): Standings {
  const people = new LRUCache<string, Standing>({ max: MAX_PEOPLE });

  function standingOf(tenant: TenantId, userId: string): Standing {
    const key = `${tenant} ${userId}`;
    const found = people.get(key);
    if (found) return found;
    const made: Standing = {
      ...{ saidSteadyMs: Number.NEGATIVE_INFINITY, failedAtMs: Number.NEGATIVE_INFINITY, doubts: 0, settled: 0 },
      ...{ answer: undefined, asking: undefined, told: undefined },
    };
    people.set(key, made);
    return made;
  }

  function ageOf(standing: Standing, session: Session, sinceMs: number): number {
    const isByOtherRule = Math.max(saidAt(standing), past(session.confirmedAtMs)) < sinceMs;
    return isDoubted(standing) || isByOtherRule ? YOUNG_MS + 1 : unaskedFor(standing, session);
  }
  /** As a date of the clock as it is set now, to compare with what stands in sessions. */
  const saidAt = ({ saidSteadyMs }: Standing): number => Math.floor(deps.now() - (deps.steadyNow() - saidSteadyMs));
  /** How long ago the helpdesk said what is known, here or in the session itself. */
  const unaskedFor = (standing: Standing, session: Session): number =>
    Math.min(deps.steadyNow() - standing.saidSteadyMs, deps.now() - past(session.confirmedAtMs));
  /** What was said in the future was said before the clock was set back: it would be young until then. */
  const past = (atMs: number): number => (atMs <= deps.now() + SKEW_MS ? atMs : 0);

  function refresh(standing: Standing, session: Session, ask: AskNow): Promise<void> {
    const { doubts } = standing;
    // A question from before the last doubt may be answered as things were.
    if (standing.asking?.doubts === doubts) return standing.asking.over;
    const over = ask(session.userId, AbortSignal.timeout(TIMEOUT_MS))
      .then((answer) => {
        if (doubts < standing.settled) return;
        if (answer.kind === 'unknown') {
          standing.failedAtMs = deps.steadyNow();
          return;
        }
        standing.answer = answer;
        standing.saidSteadyMs = deps.steadyNow();
        standing.settled = doubts;
        standing.failedAtMs = Number.NEGATIVE_INFINITY;
      })
      .finally(() => {
        if (standing.asking?.over === over) standing.asking = undefined;
      });
    standing.asking = { doubts, over };
    return over;
  }

  function apply(standing: Standing, session: Session, sinceMs = 0): Session | 'ended' {
    const { answer } = standing;
    // Who has come in anew was looked at since.
    const isNewer = past(session.confirmedAtMs) > saidAt(standing);
    const unasked = unaskedFor(standing, session);
    if ((!isNewer && answer?.kind === 'not_staff') || unasked > HELD_MS) return told(standing, session, 'ended');
    const said = isNewer || answer?.kind !== 'staff' ? undefined : answer;
    const role = unasked > LEADS_MS ? 'agent' : said ? lower(session.role, said.role) : session.role;
    const confirmedAtMs = Math.max(past(session.confirmedAtMs), saidAt(standing));
    const maySeeAll = said ? said.seesAllTickets : confirmedAtMs >= sinceMs;
    const seesAllTickets = (session.seesAllTickets && maySeeAll) || undefined;
    const isLight = session.isLight ?? (said?.isLight || undefined);
    if (role === session.role && seesAllTickets === session.seesAllTickets && isLight === session.isLight)
      return confirmedAtMs === session.confirmedAtMs ? session : { ...session, confirmedAtMs };
    told(standing, session, role);
    return { ...session, role, seesAllTickets, isLight, confirmedAtMs };
  }

  function told<T extends Role | 'ended'>(standing: Standing, session: Session, what: T): T {
    if (standing.told !== what) {
      standing.told = what;
      if (what !== 'ended') deps.onLess(session);
      else if (standing.answer?.kind === 'not_staff') deps.onGone(session);
    }
    return what;
  }

  const isDoubted = ({ doubts, settled }: Standing): boolean => doubts > settled;
  const isHopeless = (standing: Standing): boolean => deps.steadyNow() - standing.failedAtMs < AGAIN_MS;

  return {
    of(session, ask, sinceMs = 0) {
      const standing = standingOf(session.tenant, session.userId);
      const age = ageOf(standing, session, sinceMs);
      if (age <= SOON_MS || isHopeless(standing)) return apply(standing, session, sinceMs);
      const asking = refresh(standing, session, ask);
      if (age <= YOUNG_MS) {
        asking.catch(() => {});
        return apply(standing, session, sinceMs);
      }
      return within(asking, PATIENCE_MS).then(() => apply(standing, session, sinceMs));
    },
    lasting(session, ask, sinceMs = 0) {
      const standing = standingOf(session.tenant, session.userId);
      const age = isDoubted(standing) ? Number.POSITIVE_INFINITY : ageOf(standing, session, sinceMs);
      if (age <= LASTING_MS[session.role] || isHopeless(standing)) return apply(standing, session, sinceMs);
      return within(refresh(standing, session, ask), TIMEOUT_MS).then(() => apply(standing, session, sinceMs));
    },
    doubt(tenant, userId) {
      standingOf(tenant, userId).doubts++;
    },
  };
}

/** Resolves when it is over, well or badly, or when that takes too long. */
function within(asking: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    asking.then(over, over);
  });
}
