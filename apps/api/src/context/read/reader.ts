import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { RecordOf } from '@sidelight/shared/record/records.ts';
import type { z } from 'zod';
import type { Answer, Connector, Subject } from '../../connectors/port.ts';
import type { Policy } from '../../connectors/resilience/policy.ts';
import { createSingleFlight } from '../../connectors/resilience/single-flight.ts';
import { isUpstreamError, UpstreamError } from '../../connectors/upstream-error.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { ReadPlan } from '../blueprint.ts';
import type { LastKnown } from '../ports.ts';
import { type Cache, type CacheEntry, cacheKey } from './cache.ts';
import { know } from './evaluate-fields.ts';
import type { Known, ReadState } from './read-state.ts';

/** A vendor, as one tenant reaches it. */
export interface Connection {
  readonly connector: Connector;
  readonly policy: Policy;
}

export interface ReaderDeps {
  readonly cache: Cache;
  readonly lastKnown: LastKnown;
  connection(tenant: TenantId, connector: string): Connection | undefined;
  /** What we keep ourselves of a customer's tickets. */
  support?(tenant: TenantId, subject: Subject): Promise<Answer>;
  /** Of a read's record, to parse what was kept of it; undefined for a read that there is not. */
  recordOf(connector: string, read: string): z.ZodType | undefined;
  now(): number;
  /** Like `now`, and never jumps: what is remembered ages by it. */
  steadyNow(): number;
  random(): number;
  /** The vendor has answered this read, be it with nobody. */
  onAnswered(read: string): void;
  /** An error that is a bug of ours, not trouble upstream. */
  onBug(error: unknown, read: string): void;
}

export interface Reader {
  /** What is remembered, without waiting. Undefined when nothing useful is. */
  peek<Id extends string>(tenant: TenantId, plan: ReadPlan<Id>, subject: Subject): ReadState<RecordOf<Id>> | undefined;
  /** Asks the vendor, however many wait; on failure falls back to the last good answer. Never rejects. */
  read<Id extends string>(
    tenant: TenantId,
    plan: ReadPlan<Id>,
    subject: Subject,
    signal: AbortSignal,
  ): Promise<ReadState<RecordOf<Id>>>;
  /** The last good answer there is, in memory or in the store: for an agent to see while a fresh one is awaited. Never rejects. */
  last(tenant: TenantId, plan: ReadPlan, subject: Subject): Promise<ReadState | undefined>;
  /** The remembered entry itself, to see later whether it is still the one. */
  entry<Id extends string>(
    tenant: TenantId,
    plan: ReadPlan<Id>,
    subject: Subject,
  ): CacheEntry<RecordOf<Id>> | undefined;
  /** So that the next read asks again, even while one is under way. */
  forget(tenant: TenantId, plan: ReadPlan, subject: Subject): void;
  /** The same reader, for work that no agent waits for: it knows the same, and yields where calls are short. */
  forWork(kind: WorkKind): Reader;
}

/** A reader that does not know what its reads answer with. */
export interface UntypedReader extends Omit<Reader, 'peek' | 'read' | 'entry'> {
  peek(tenant: TenantId, plan: ReadPlan, subject: Subject): ReadState | undefined;
  read(tenant: TenantId, plan: ReadPlan, subject: Subject, signal: AbortSignal): Promise<ReadState>;
  entry(tenant: TenantId, plan: ReadPlan, subject: Subject): CacheEntry | undefined;
}

/**
 * The one place where an answer gets the type of its read. A reader keeps answers by the id of their read, and only two
 * things get in there: what a connector answered to the read of that name, typed by it (`Connector`) and parsed by the
 * conformance battery, and what was stored and has passed that read's schema. Parsing each again costs a request 30 µs.
 */
export const typedByRead = (reader: UntypedReader): Reader => reader as Reader;

const JITTER = 0.1;
export const subjectKey = (subject: Subject): string => `${subject.by}:${subject.value}`;

/** One read of one subject: cache, one upstream call however many wait, last-known answer when it fails. */
export function createReader(deps: ReaderDeps): Reader {
  const flights = createSingleFlight<CacheEntry>();
  const keyOf = (tenant: TenantId, plan: ReadPlan, subject: Subject) => cacheKey(tenant, plan.id, subjectKey(subject));

  async function ask(
    tenant: TenantId,
    plan: ReadPlan,
    subject: Subject,
    kind: WorkKind,
    signal: AbortSignal,
    isCurrent: () => boolean,
  ): Promise<CacheEntry> {
    if (plan.about === 'support') {
      if (!deps.support) throw new UpstreamError('not_configured');
      return remember(tenant, plan, subject, await deps.support(tenant, subject), isCurrent);
    }
    const connection = deps.connection(tenant, plan.connector);
    const question = ownValue(connection?.connector.reads, plan.name);
    if (!connection || !question) throw new UpstreamError('not_configured');
    const { timeoutMs, retries } = plan.budget;
    const { policy } = connection;
    const answer = await policy.run(plan.name, (s) => question(subject, s), timeoutMs, retries, signal, kind);
    return remember(tenant, plan, subject, answer, isCurrent);
  }

  async function remember(
    tenant: TenantId,
    plan: ReadPlan,
    subject: Subject,
    answer: Answer | null,
    isCurrent: () => boolean,
  ): Promise<CacheEntry> {
    const { budget } = plan;
    deps.onAnswered(plan.id);
    const readAtMs = deps.now();
    // Spread, so that what was read together is not asked again together.
    const steadyMs = deps.steadyNow();
    const fresh = (ms: number) => steadyMs + ms * (1 + JITTER * (2 * deps.random() - 1));
    if (answer === null) {
      if (plan.about !== 'support') deps.lastKnown.drop(tenant, plan.id, subjectKey(subject), readAtMs);
      const entry: CacheEntry = { kind: 'nobody', readAtMs, freshUntilMs: fresh(budget.nobodyMs) };
      if (isCurrent()) deps.cache.set(keyOf(tenant, plan, subject), entry, budget.nobodyMs);
      return entry;
    }
    const found = know(plan.fields, answer, { readAtMs, readSteadyMs: steadyMs });
    const known = found instanceof Promise ? await found : found;
    const entry: CacheEntry = { kind: 'known', known, readAtMs, freshUntilMs: fresh(budget.freshMs) };
    // Given before it was said to have changed: good enough for who asked then, and for nobody after.
    if (!isCurrent()) return entry;
    const asked = keyOf(tenant, plan, subject);
    deps.cache.set(asked, entry, budget.staleIfErrorMs);
    // Found by another name, or merged: from now on it is asked for by its own id. What is sold to somebody, or used
    // by them, has an id of its own that nobody asks by.
    const isItsOwn = plan.about === 'account' || plan.about === 'requester' || plan.about === 'ticket';
    const own = isItsOwn ? keyOf(tenant, plan, { by: 'id', value: answer.source.id }) : asked;
    if (own !== asked) deps.cache.set(own, entry, budget.staleIfErrorMs);
    // What is ours is kept already.
    if (plan.about !== 'support') deps.lastKnown.keep(tenant, plan.id, subjectKey(subject), answer, readAtMs);
    return entry;
  }

  async function lastGood(tenant: TenantId, plan: ReadPlan, subject: Subject): Promise<Known | undefined> {
    const entry = deps.cache.get(keyOf(tenant, plan, subject));
    if (entry?.kind === 'known') return entry.known;
    const stored = await deps.lastKnown.find(tenant, plan.id, subjectKey(subject)).catch((error: unknown) => {
      deps.onBug(error, plan.id);
      return undefined;
    });
    if (!stored) return undefined;
    const { readAtMs } = stored;
    const ageMs = deps.now() - readAtMs;
    if (ageMs > plan.budget.staleIfErrorMs) return undefined;
    // Kept by an earlier release, or damaged: what does not fit any more was never kept.
    const record = deps.recordOf(plan.connector, plan.name)?.safeParse(stored.answer.record);
    if (!record?.success) return undefined;
    const time = { readAtMs, readSteadyMs: deps.steadyNow() - ageMs };
    return know(plan.fields, { ...stored.answer, record: record.data }, time);
  }

  async function older(tenant: TenantId, plan: ReadPlan, subject: Subject, reason: Reason): Promise<ReadState> {
    const known = await lastGood(tenant, plan, subject);
    return known ? { kind: 'stale', known, reason } : { kind: 'failed', reason };
  }

  const readerFor = (kind: WorkKind): Reader =>
    typedByRead({
      forWork: readerFor,
      entry: (tenant, plan, subject) => deps.cache.get(keyOf(tenant, plan, subject)),
      forget(tenant, plan, subject) {
        const key = keyOf(tenant, plan, subject);
        deps.cache.delete(key);
        flights.drop(key);
      },
      peek(tenant, plan, subject) {
        const entry = deps.cache.get(keyOf(tenant, plan, subject));
        if (!entry) return undefined;
        const now = deps.steadyNow();
        const isFresh = now < entry.freshUntilMs;
        if (!isFresh && now > entry.freshUntilMs + plan.budget.staleWhileRevalidateMs) return undefined;
        if (entry.kind === 'nobody') return isFresh ? { kind: 'nobody', readAtMs: entry.readAtMs } : undefined;
        return isFresh ? { kind: 'fresh', known: entry.known, isCached: true } : { kind: 'stale', known: entry.known };
      },
      async last(tenant, plan, subject) {
        const known = await lastGood(tenant, plan, subject);
        return known && { kind: 'stale', known };
      },
      async read(tenant, plan, subject, signal) {
        try {
          const key = keyOf(tenant, plan, subject);
          const join = () => flights.join(key, (...own) => ask(tenant, plan, subject, kind, ...own), signal);
          const policy = plan.about === 'support' ? undefined : deps.connection(tenant, plan.connector)?.policy;
          // Its turn comes before the flight: an agent who joins must not wait for it.
          const entry = await (policy && kind !== 'live' ? policy.inTurn(kind, join, signal) : join());
          if (entry.kind === 'nobody') return { kind: 'nobody', readAtMs: entry.readAtMs };
          return { kind: 'fresh', known: entry.known, isCached: false };
        } catch (error) {
          if (!isUpstreamError(error)) deps.onBug(error, plan.id);
          const reason = isUpstreamError(error) ? error.reason : 'bad_answer';
          if (reason === 'cancelled') return { kind: 'failed', reason };
          return older(tenant, plan, subject, reason);
        }
      },
    });
  return readerFor('live');
}
