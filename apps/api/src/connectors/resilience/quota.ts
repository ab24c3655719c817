import { randomUUID } from 'node:crypto';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { RateLimit } from '../limits.ts';
import { UpstreamError } from '../upstream-error.ts';
import { BACKGROUND, type BackgroundKind, CEILING, FLOOR } from './background-share.ts';
import { createShared } from './shared-room.ts';
import { backAtMs, type Told, toldBy } from './told-limits.ts';
import { type Counts, createWindowCount, startOf, type WindowCount, type WindowRow } from './window-count.ts';

const HOUR_MS = 3_600_000;
/** Shorter windows are over before another process could hear of them. */
const LEAST_SHARED_MS = 60_000;
/** Between two probes of a vendor that has never said how much there is. */
const UNKNOWN_SPACING_MS = 10_000;

export interface QuotaOptions {
  readonly rates: readonly RateLimit[];
  /** Of each limit, what work in the background may use. */
  readonly share: number;
  /** Whether other processes may be asking with the same credential. */
  readonly isShared: boolean;
  /** Unix milliseconds: windows are the same for every process. */
  now(): number;
}

/** More than a clock that is slewed goes back. */
const SET_BACK_MS = 1000;

/** A window that only the vendor knows. */
const AS_TOLD = 0;

/** How one limit stands. */
export interface LimitUse {
  /** 0 for one that only the vendor knows. */
  readonly windowMs: number;
  readonly calls: number;
  readonly used: number;
}

/** One vendor's limits, and who uses them. Answers from memory: nothing here waits. */
export interface Quota {
  /** What this one counted is in the store under this name. */
  readonly id: string;
  readonly share: number;
  /** Whatever is sent with this signal is of that kind; with any other it is for an agent. */
  mark(signal: AbortSignal, kind: BackgroundKind): void;
  /** One request goes out. */
  sent(signal: AbortSignal): void;
  /** Reads what an answer says of the limits. */
  told(header: (name: string) => string | undefined): void;
  /** Why work of this kind has to wait, and how long; undefined when it need not. Agents never wait here. */
  refusal(kind: WorkKind): UpstreamError | undefined;
  limits(): readonly LimitUse[];
  lastHour(): Counts;
  yielding(): readonly BackgroundKind[];
  /** For the store: what was counted since it was last taken. */
  take(): readonly WindowRow[];
  giveBack(rows: readonly WindowRow[]): void;
  /** What the other processes have used, and how many of them are at it. */
  learn(rows: readonly WindowRow[], others: number): void;
}

interface Rate {
  readonly spec: RateLimit;
  readonly count: WindowCount;
  readonly shared: ReturnType<typeof createShared>;
  told: Told | undefined;
  /** The last number the vendor named: it holds longer than what was left then. */
  toldLimit: number | undefined;
}

/** The budget of one tenant's calls to one vendor. */
export function createQuota({ rates: declared, share, isShared, now: clock }: QuotaOptions): Quota {
  const kinds = new WeakMap<AbortSignal, BackgroundKind>();
  const specs = declared.some(({ windowMs }) => windowMs === HOUR_MS)
    ? declared
    : [...declared, { windowMs: HOUR_MS } satisfies RateLimit];
  const rates = specs.map((spec): Rate => {
    const isHeardOf = isShared && spec.windowMs >= LEAST_SHARED_MS;
    const shared = createShared(isHeardOf);
    return { spec, count: createWindowCount(spec.windowMs), shared, told: undefined, toldLimit: undefined };
  });
  const hour = rates.find(({ spec }) => spec.windowMs === HOUR_MS)!;
  const ofStore = rates.filter(({ spec }) => spec.windowMs >= LEAST_SHARED_MS);
  let probedMs = Number.NEGATIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  /** What was noted before the clock was set back would hold for as long again. */
  function now(): number {
    const nowMs = clock();
    if (nowMs < lastMs - SET_BACK_MS) {
      probedMs = Number.NEGATIVE_INFINITY;
      for (const rate of rates) rate.told = undefined;
    }
    lastMs = nowMs;
    return nowMs;
  }

  const limitOf = ({ spec, toldLimit }: Rate) => toldLimit ?? spec.calls;

  /** How long one limit keeps this kind waiting; 0 for not at all. */
  function waitFor(rate: Rate, kind: BackgroundKind, nowMs: number): number {
    const { told, spec, count, shared } = rate;
    const limit = limitOf(rate);
    const isTold = told !== undefined && nowMs < told.untilMs;
    const endMs = isTold ? told.untilMs : startOf(spec.windowMs, nowMs) + spec.windowMs;
    if (limit === undefined || spec.calls === undefined) {
      // In what the vendor counts there, and how long, is not known: only what it says is left.
      const isShort = isTold && told.left < Math.max(1, FLOOR[kind] * (limit ?? 1));
      return isShort ? paced(kind, endMs, UNKNOWN_SPACING_MS, nowMs) : 0;
    }
    const used = count.used(nowMs);
    const room = share * CEILING[kind] * limit;
    const floor = FLOOR[kind] * limit;
    const hasRoom = shared.hasRoom(backgroundOf(used), room, nowMs);
    const freeMs = Math.max(
      isTold && told.left < floor ? backAtMs(told, floor, limit, spec.windowMs) : nowMs,
      limit - allOf(used) < floor ? count.fallsTo(limit - floor, allOf, nowMs) : nowMs,
      hasRoom ? nowMs : Math.max(count.fallsTo(shared.most(room), backgroundOf, nowMs), shared.nextPartMs(nowMs)),
    );
    return freeMs > nowMs ? paced(kind, freeMs, spec.windowMs / Math.max(room, 1), nowMs) : 0;
  }

  /** A probe is only slowed down, never stopped: nobody else may notice that the vendor is back. */
  const paced = (kind: BackgroundKind, endMs: number, spacingMs: number, nowMs: number): number =>
    Math.max(0, kind === 'probe' ? probedMs + spacingMs - nowMs : endMs - nowMs);

  function waitOf(kind: BackgroundKind): number {
    const nowMs = now();
    return Math.ceil(Math.max(0, ...rates.map((rate) => waitFor(rate, kind, nowMs))));
  }

  return {
    ...{ id: randomUUID(), share },
    mark: (signal, kind) => void kinds.set(signal, kind),
    sent(signal) {
      const kind = kinds.get(signal) ?? 'live';
      const nowMs = now();
      if (kind === 'probe') probedMs = nowMs;
      for (const { count, shared } of rates) {
        count.add(kind, nowMs);
        if (kind !== 'live') shared.took(nowMs);
      }
    },
    told(header) {
      const nowMs = now();
      for (const rate of rates) {
        const told = toldBy(rate.spec, header, nowMs);
        if (!told) continue;
        rate.told = told;
        rate.toldLimit = told.limit ?? rate.toldLimit;
      }
    },
    refusal(kind) {
      const waitMs = kind === 'live' ? 0 : waitOf(kind);
      return waitMs > 0 ? new UpstreamError('rate_limited', waitMs) : undefined;
    },
    limits() {
      const nowMs = now();
      return rates.flatMap((rate) => {
        const calls = limitOf(rate);
        if (calls === undefined) return [];
        const { told, spec, count } = rate;
        if (spec.calls === undefined) {
          return told && nowMs < told.untilMs ? [{ windowMs: AS_TOLD, calls, used: calls - told.left }] : [];
        }
        const counted = allOf(count.used(nowMs));
        // Whoever else asks with this credential is in the vendor's own number.
        const used = told && nowMs < told.untilMs ? Math.max(counted, calls - told.left) : counted;
        return [{ windowMs: spec.windowMs, calls, used: Math.round(used) }];
      });
    },
    lastHour: () => hour.count.used(now()),
    yielding: () => BACKGROUND.filter((kind) => waitOf(kind) > 0),
    take: () => ofStore.flatMap(({ count }) => count.take()),
    giveBack(rows) {
      for (const { spec, count } of ofStore) count.giveBack(rows.filter(({ windowMs }) => windowMs === spec.windowMs));
    },
    learn(rows, others) {
      const nowMs = now();
      for (const { spec, count, shared } of rates) {
        count.learn(rows.filter(({ windowMs }) => windowMs === spec.windowMs));
        shared.learnt(nowMs, others, backgroundOf(count.used(nowMs)));
      }
    },
  };
}

const backgroundOf = (used: Counts): number => BACKGROUND.reduce((sum, kind) => sum + used[kind], 0);
const allOf = (used: Counts): number => used.live + backgroundOf(used);
