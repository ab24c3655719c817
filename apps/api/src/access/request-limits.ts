import { type LimitName, RATES } from './limits.ts';
import type { Session } from './session.ts';
import { createTokenBuckets, type TokenBuckets } from './token-buckets.ts';

/** Whose limit was reached, and when to come again. */
export interface Limited {
  readonly of: LimitName;
  readonly waitMs: number;
}

/** Each answers undefined where the request may go on, and counts it. */
export interface RequestLimits {
  /** Of somebody with a session. */
  request(session: Session): Limited | undefined;
  /** A read past every cache, besides. */
  forced(session: Session): Limited | undefined;
  /** Whether they have asked for too many tickets that are not there; counted by `unknown`. */
  guessing(session: Session): Limited | undefined;
  unknown(session: Pick<Session, 'tenant' | 'userId'>): void;
  /** A page load of somebody whom the helpdesk has signed for. */
  entry(who: Pick<Session, 'tenant' | 'userId'>): Limited | undefined;
  /** Of somebody without a session; undefined: an address that many share, which says nothing. */
  address(address: string | undefined): Limited | undefined;
  webhook(address: string | undefined): Limited | undefined;
}

/**
 * Who asks too much waits, and nobody else does: what one page takes is counted before what its agent takes, and that
 * before what their helpdesk takes, so that who is refused by the one takes nothing from the other. And each agent has
 * some of their own, however much the rest of their helpdesk asks. `percent` of what limits.ts says; `now` never jumps.
 */
export function createRequestLimits(percent: number, now: () => number): RequestLimits {
  const times = percent / 100;
  const of = (name: LimitName): TokenBuckets => {
    const { burst, perSecond } = RATES[name];
    return createTokenBuckets({ burst: Math.max(1, burst * times), perSecond: perSecond * times }, now);
  };
  const [sessions, agents, tenants, assured] = [of('session'), of('agent'), of('tenant'), of('assured')];
  const [forced, unknown, entries, addresses, webhooks] = [
    ...[of('forced'), of('unknown'), of('entry'), of('address'), of('webhooks')],
  ] as const;
  const limited = (name: LimitName, waitMs: number): Limited | undefined =>
    waitMs === 0 ? undefined : { of: name, waitMs };

  return {
    request(session) {
      const agent = agentOf(session);
      const own = limited('session', sessions.take(`${agent} ${session.id}`)) ?? limited('agent', agents.take(agent));
      if (own || assured.take(agent) === 0) return own;
      return limited('tenant', tenants.take(session.tenant));
    },
    forced: (session) => limited('forced', forced.take(agentOf(session))),
    guessing: (session) => limited('unknown', unknown.waitMs(agentOf(session))),
    unknown: (session) => void unknown.take(agentOf(session)),
    entry: (who) => limited('entry', entries.take(agentOf(who))),
    address: (address) => (address === undefined ? undefined : limited('address', addresses.take(address))),
    webhook: (address) => (address === undefined ? undefined : limited('webhooks', webhooks.take(address))),
  };
}

const agentOf = ({ tenant, userId }: Pick<Session, 'tenant' | 'userId'>): string => `${tenant} ${userId}`;
