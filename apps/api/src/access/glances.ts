import { LRUCache } from 'lru-cache';
import type { TenantId } from '../tenants/tenant-id.ts';
import { MOST_STREAMS } from './limits.ts';
import type { Glance } from './roles.ts';
import type { Session } from './session.ts';

/** Asks the helpdesk of many at once; undefined where it cannot be asked. Who is not in the answer is nobody there. */
export type AskMany = (
  userIds: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, Glance> | undefined>;

export interface GlancesDeps {
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
}

export interface Glances {
  /** Whether the helpdesk's list says less of somebody than their session. False while nobody can say. */
  saysLess(session: Session, ask: AskMany): boolean | Promise<boolean>;
}

/** Looked at every ten seconds, a word of this age is old enough for another to be here within the minute. */
const SOON_MS = 40_000;
/** Who has not been looked at for so long has gone. */
const GONE_MS = 25_000;
const TIMEOUT_MS = 3000;
/** A list that could not be had is not asked for again before. */
const AGAIN_MS = 30_000;
/** What the helpdesk answers in one call. */
const MOST_AT_A_GLANCE = 100;
const MAX_TENANTS = 1000;

interface Person {
  lookedMs: number;
  /** Since when the helpdesk's word stands, by the clock that never jumps. */
  wordMs: number;
  /** Of the last list; undefined where it is none, or has been told of. */
  said: Glance | 'nobody' | undefined;
  asking: Promise<void> | undefined;
}

interface Watched {
  readonly people: Map<string, Person>;
  failedMs: number;
}

/**
 * People whose pages go on though they ask for nothing: one question now and then for all of a helpdesk, so that each
 * costs a hundredth of a call. What it says of somebody is no answer: a list knows no groups, so who has less is asked about.
 */
export function createGlances({ now, steadyNow }: GlancesDeps): Glances {
  const tenants = new LRUCache<TenantId, Watched>({ max: MAX_TENANTS });

  function watchedOf(tenant: TenantId): Watched {
    const found = tenants.get(tenant);
    if (found) return found;
    const made: Watched = { people: new Map(), failedMs: Number.NEGATIVE_INFINITY };
    tenants.set(tenant, made);
    return made;
  }

  function personOf({ people }: Watched, { userId, confirmedAtMs }: Session): Person {
    const found = people.get(userId);
    if (found) return found;
    // Some thousand have gone since anybody was looked for.
    if (people.size >= MOST_STREAMS) people.clear();
    const wordMs = steadyNow() - Math.max(0, now() - confirmedAtMs);
    const made: Person = { lookedMs: steadyNow(), wordMs, said: undefined, asking: undefined };
    people.set(userId, made);
    return made;
  }

  /** With whoever is due, all others of that helpdesk: they would be the next. */
  function glance(watched: Watched, due: Person, ask: AskMany): Promise<void> {
    const { people } = watched;
    const atMs = steadyNow();
    for (const [userId, { lookedMs }] of people) if (atMs - lookedMs > GONE_MS) people.delete(userId);
    const asked = [...people]
      .filter(([, { asking }]) => asking === undefined)
      .toSorted(([, a], [, b]) => Number(b === due) - Number(a === due) || a.wordMs - b.wordMs)
      .slice(0, MOST_AT_A_GLANCE);
    const asking = ask(
      asked.map(([userId]) => userId),
      AbortSignal.timeout(TIMEOUT_MS),
    )
      .catch(() => undefined)
      .then((said) => {
        if (!said) watched.failedMs = steadyNow();
        for (const [userId, person] of asked) {
          person.asking = undefined;
          if (!said) continue;
          person.wordMs = atMs;
          person.said = said.get(userId) ?? 'nobody';
        }
      });
    for (const [, person] of asked) person.asking = asking;
    return asking;
  }

  function isLess(person: Person, session: Session): boolean {
    const { said } = person;
    if (said === undefined || (said !== 'nobody' && !isLessThan(said, session))) return false;
    // It is asked about now, which counts for more.
    person.said = undefined;
    return true;
  }

  return {
    saysLess(session, ask) {
      const watched = watchedOf(session.tenant);
      const person = personOf(watched, session);
      person.lookedMs = steadyNow();
      const isDue = steadyNow() - person.wordMs > SOON_MS && steadyNow() - watched.failedMs >= AGAIN_MS;
      const asking = person.asking ?? (isDue ? glance(watched, person, ask) : undefined);
      return asking ? asking.then(() => isLess(person, session)) : isLess(person, session);
    },
  };
}

const isLessThan = (said: Glance, session: Session): boolean =>
  (said.isLight && !session.isLight) || (session.seesAllTickets === true && !said.seesAllTickets);
