import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { LRUCache } from 'lru-cache';
import type { OnRecord } from '../../audit/ports.ts';
import { reasonOfAbort } from '../../connectors/resilience/time-box.ts';
import type { Leases } from '../../jobs/leases.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { SecretName } from '../ports.ts';
import type { Secret } from '../secret.ts';
import type { SecretStore } from '../secret-store.ts';
import { oauthSecret } from './holder.ts';
import type { AccessToken, OAuthTokens } from './oauth-tokens.ts';
import type { Refresh } from './refresh.ts';
import { isAlive, isDue, keep, type NewTokens, type Tokens, tokensOf } from './tokens.ts';

export interface OAuthDeps {
  readonly store: Pick<SecretStore, 'read' | 'put' | 'putAmong' | 'remove'>;
  readonly lease: Leases;
  readonly refresh: Refresh;
  /** The row of new tokens in the place of old ones. */
  recordOf?(tenant: TenantId, system: string): OnRecord;
  /** Names this process among those that share the database. */
  readonly process: string;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
  /** How long a process that dies over a refresh keeps the others from it. Longer than a refresh takes. */
  readonly leaseMs?: number;
}

const REFRESH_MS = 10_000;
const STORE_MS = 5000;
const LEASE_MS = 30_000;
/** How long a token that is due waits for the new one, while the old one would still do. */
const WAIT_MS = 1000;
const LOOK_AGAIN_MS = 50;
const REMEMBER_MS = 5000;
/** Each agent of a helpdesk may have a token of their own: as many as are asked for in those seconds. */
const MOST_REMEMBERED = 1000;
/** Of whom something went wrong, and who may never come back. */
const MOST_HOLDERS = 5000;
const PAUSE_MS = { first: 5000, longest: 5 * 60_000 };
const SAVE_ATTEMPTS = 3;
/** After a token was replaced because it was refused, none is for so long. */
const REPLACED_MS = 5 * 60_000;
const BY = 'sidelight';

interface Held {
  readonly tokens: Tokens;
  readonly version: number;
}
interface Paused {
  readonly untilMs: number;
  readonly forMs: number;
  readonly reason: Reason;
}
/** New tokens that only this process knows: the vendor has already dropped the old ones. */
interface Unsaved extends NewTokens {
  readonly from: Secret;
  readonly version: number;
}

/**
 * Live access tokens, renewed shortly before they expire: by one call, however many ask in however many processes.
 * A rotating refresh token is good for one call, so new tokens are stored before anybody is given one, and a
 * refresh that has begun is finished whoever has stopped waiting for it.
 */
export function createOAuthTokens(deps: OAuthDeps): OAuthTokens {
  const { store, lease, refresh, process, now, steadyNow, leaseMs = LEASE_MS } = deps;
  const flights = new Map<string, Promise<AccessToken>>();
  /** A slow one outlasts the flight that began it, and is never begun twice. */
  const renewals = new Map<string, Promise<AccessToken | undefined>>();
  const remembered = new LRUCache<string, { readonly tokens: Tokens; readonly atMs: number }>({ max: MOST_REMEMBERED });
  const unsaved = new LRUCache<string, Unsaved>({ max: MOST_HOLDERS });
  const paused = new LRUCache<string, Paused>({ max: MOST_HOLDERS });
  const keyOf = (tenant: TenantId, system: string) => `${tenant}|${system}`;

  async function read(tenant: TenantId, system: string): Promise<Held | AccessToken> {
    const found = await store.read(tenant, oauthSecret(system), AbortSignal.timeout(STORE_MS));
    if (found.kind === 'absent') return { kind: 'not_connected' };
    const tokens = found.kind === 'found' ? tokensOf(found.value) : undefined;
    if (!tokens) return { kind: 'undecipherable' };
    return tokens.isRefused ? { kind: 'reconnect_needed' } : { tokens, version: found.version };
  }

  function give(key: string, tokens: Tokens): AccessToken {
    remembered.set(key, { tokens, atMs: steadyNow() });
    return { kind: 'live', token: tokens.accessToken };
  }

  const isRefused = ({ accessToken }: Tokens, refused: Secret | undefined): boolean =>
    refused !== undefined && accessToken.reveal() === refused.reveal();
  const isUseful = (tokens: Tokens, refused: Secret | undefined): boolean =>
    isAlive(tokens, now()) && !isRefused(tokens, refused);
  const oldOne = ({ tokens }: Held, reason: Reason, refused: Secret | undefined): AccessToken =>
    isUseful(tokens, refused) ? { kind: 'live', token: tokens.accessToken } : { kind: 'unavailable', reason };

  /** Whose turn it is to replace a refused token: of one, until that is long enough ago. The same for every process. */
  const mayReplace = (tenant: TenantId, system: string, refused: Secret): Promise<boolean> =>
    lease.take(
      ...([tenant, `oauth-refused|${system}`] as const),
      createHash('sha256').update(refused.reveal()).digest('base64url'),
      REPLACED_MS,
    );

  async function obtain(tenant: TenantId, system: string, refused?: Secret): Promise<AccessToken> {
    const key = keyOf(tenant, system);
    const waiting = unsaved.get(key);
    const saved = waiting && (await save(tenant, system, waiting));
    if (saved) return saved;
    let isOurTurn = refused === undefined;
    const [soon, late] = [AbortSignal.timeout(WAIT_MS), AbortSignal.timeout(REFRESH_MS)];
    for (;;) {
      const held = await read(tenant, system);
      if ('kind' in held) return held;
      const isBad = isRefused(held.tokens, refused);
      if (!isDue(held.tokens, now()) && !isBad)
        return isAlive(held.tokens, now()) ? give(key, held.tokens) : { kind: 'reconnect_needed' };
      if (isBad && refused && !isOurTurn) {
        if (held.tokens.refreshToken === undefined || !(await mayReplace(tenant, system, refused)))
          return { kind: 'reconnect_needed' };
        isOurTurn = true;
      }
      const pause = paused.get(key);
      if (pause && steadyNow() < pause.untilMs) return oldOne(held, pause.reason, refused);
      // The vendor has dropped the old one once there are new ones, stored or not.
      const patience = isUseful(held.tokens, refused) && !unsaved.has(key) ? soon : late;
      if (!renewals.has(key)) await begin(tenant, system, refused);
      const renewed = await Promise.race([renewals.get(key), end(patience)]);
      if (renewed) return renewed;
      if (late.aborted || (soon.aborted && !unsaved.has(key))) return oldOne(held, 'timeout', refused);
      await delay(LOOK_AGAIN_MS);
    }
  }

  /** Puts a renewal under way, unless another process is at it. */
  async function begin(tenant: TenantId, system: string, refused: Secret | undefined): Promise<void> {
    const [key, name] = [keyOf(tenant, system), `oauth|${system}`];
    if (!(await lease.take(tenant, name, process, leaseMs))) return;
    const renewal = renew(tenant, system, refused).finally(async () => {
      renewals.delete(key);
      // What is not given back runs out.
      await lease.release(tenant, name, process).catch(() => {});
    });
    renewals.set(key, renewal);
    renewal.catch(() => {});
  }

  /** Holding the lease. Undefined when somebody else has changed the tokens: they are to be read again. */
  async function renew(
    tenant: TenantId,
    system: string,
    refused: Secret | undefined,
  ): Promise<AccessToken | undefined> {
    const key = keyOf(tenant, system);
    const held = await read(tenant, system);
    if ('kind' in held || !(isDue(held.tokens, now()) || isRefused(held.tokens, refused))) return undefined;
    const { tokens, version } = held;
    const { refreshToken } = tokens;
    if (refreshToken === undefined) return undefined;
    const answer = await refresh(tenant, system, refreshToken, AbortSignal.timeout(REFRESH_MS));
    if (answer.kind === 'failed') {
      const forMs = Math.min(PAUSE_MS.longest, (paused.get(key)?.forMs ?? PAUSE_MS.first / 2) * 2);
      const untilMs = steadyNow() + Math.max(forMs, answer.retryAfterMs ?? 0);
      paused.set(key, { untilMs, forMs, reason: answer.reason });
      return oldOne(held, answer.reason, refused);
    }
    paused.delete(key);
    if (answer.kind === 'refreshed') return save(tenant, system, { ...answer, from: refreshToken, version });
    // Kept, so that no process asks again. Whoever has replaced the tokens meanwhile is right, and this is not.
    const options = { by: BY, ifVersion: version };
    const marked = keep({ ...tokens, isRefused: true });
    const put = await store.put(tenant, oauthSecret(system), marked, options, AbortSignal.timeout(STORE_MS));
    return put.kind === 'stored' ? { kind: 'reconnect_needed' } : undefined;
  }

  /** Undefined when a person has connected anew meanwhile. Rejects, and keeps them, when the store takes nothing. */
  async function save(tenant: TenantId, system: string, fresh: Unsaved): Promise<AccessToken | undefined> {
    const key = keyOf(tenant, system);
    const of = oauthSecret(system);
    let { version } = fresh;
    for (let attempt = 1; ; attempt++) {
      unsaved.set(key, { ...fresh, version });
      try {
        const options = { by: BY, expiresAt: fresh.refreshEndsAt, ifVersion: version };
        const [value, record] = [keep(fresh.tokens), deps.recordOf?.(tenant, system)];
        const put = await store.put(tenant, of, value, options, AbortSignal.timeout(STORE_MS), record);
        if (put.kind === 'stored') {
          unsaved.delete(key);
          return give(key, fresh.tokens);
        }
        const again = await versionMadeFrom(tenant, of, fresh.from);
        if (again === undefined) {
          unsaved.delete(key);
          return undefined;
        }
        version = again;
      } catch (error) {
        if (attempt >= SAVE_ATTEMPTS) throw error;
        await delay(LOOK_AGAIN_MS * 2 ** attempt);
      }
    }
  }

  /** While ours could not be stored, another process may have tried the old token, and marked it as refused. */
  async function versionMadeFrom(tenant: TenantId, of: SecretName, from: Secret): Promise<number | undefined> {
    const found = await store.read(tenant, of, AbortSignal.timeout(STORE_MS));
    if (found.kind !== 'found') return undefined;
    return tokensOf(found.value)?.refreshToken?.reveal() === from.reveal() ? found.version : undefined;
  }

  async function held(tenant: TenantId, system: string, signal: AbortSignal): Promise<Tokens | undefined> {
    const found = await store.read(tenant, oauthSecret(system), signal);
    return found.kind === 'found' ? tokensOf(found.value) : undefined;
  }

  /** One flight a question, however many ask it; who leaves early leaves alone. */
  function joined(name: string, begin: () => Promise<AccessToken>, signal: AbortSignal): Promise<AccessToken> {
    let flight = flights.get(name);
    if (!flight) {
      flight = begin().finally(() => flights.delete(name));
      flights.set(name, flight);
    }
    return untilAborted(flight, signal);
  }

  return {
    accessToken(tenant, system, signal) {
      if (signal.aborted) return Promise.reject(reasonOfAbort(signal));
      const key = keyOf(tenant, system);
      const known = remembered.get(key);
      if (known && steadyNow() - known.atMs < REMEMBER_MS && !isDue(known.tokens, now()))
        return Promise.resolve({ kind: 'live', token: known.tokens.accessToken });
      return joined(key, () => obtain(tenant, system), signal);
    },
    replace(tenant, system, refused, signal) {
      if (signal.aborted) return Promise.reject(reasonOfAbort(signal));
      const key = keyOf(tenant, system);
      const known = remembered.get(key);
      if (known && isRefused(known.tokens, refused)) remembered.delete(key);
      return joined(`${key}|${refused.reveal()}`, () => obtain(tenant, system, refused), signal);
    },
    async connect(tenant, system, { tokens, refreshEndsAt }, by, signal, { record, among } = {}) {
      const [of, value, options] = [oauthSecret(system), keep(tokens), { by, expiresAt: refreshEndsAt }] as const;
      if (among) await among((writes) => store.putAmong(writes, tenant, [{ of, value }], options, signal));
      else await store.put(tenant, of, value, options, signal, record);
      for (const map of [remembered, unsaved, paused]) map.delete(keyOf(tenant, system));
    },
    held,
    async disconnect(tenant, system, signal, record) {
      const tokens = await held(tenant, system, signal);
      await store.remove(tenant, oauthSecret(system), record);
      for (const map of [remembered, unsaved, paused]) map.delete(keyOf(tenant, system));
      return tokens;
    },
    idle: async () => void (await Promise.allSettled([...flights.values(), ...renewals.values()])),
  };
}

/** Who leaves early leaves alone: the flight goes on. */
function untilAborted<T>(flight: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(reasonOfAbort(signal));
    signal.addEventListener('abort', leave, { once: true });
    flight.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/** Resolves, with nothing, when the signal ends. */
const end = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
