import type { SyncAlerts } from '@sidelight/shared/map/sync.ts';
import type { Side } from './canonical/canon.ts';

export type AlarmKind =
  | 'lag'
  | 'unread'
  | 'drift'
  | 'failures'
  | 'dead_letters'
  | 'reviews_overdue'
  | 'erasures'
  | 'webhook_silence'
  | 'field_aside';

/** Which state of which kind of record and side; a side or kind of record that does not matter is absent. */
export interface AlarmOf {
  readonly kind: AlarmKind;
  /** Also one field of it: `contact.phone`. */
  readonly object?: string;
  readonly side?: Side;
}
export interface Alarm extends AlarmOf {
  readonly value: number;
  /** The map's. */
  readonly limit: number;
}

/** How sync stands, for its owner's alarms. */
export interface AlarmFacts {
  /** Of edits carried over lately, one in twenty took longer. */
  readonly lags: readonly { readonly object: string; readonly side: Side; readonly p95Ms: number }[];
  /** For how long the oldest value has been waiting to be sent. */
  readonly waiting: readonly { readonly object: string; readonly side: Side; readonly ms: number }[];
  /** For how long a side has not told what was changed there. */
  readonly unread: readonly { readonly object: string; readonly side: Side; readonly ms: number }[];
  readonly comparisons: readonly { readonly object: string; readonly linked: number; readonly changed: number }[];
  /** Values answered in the last hours. */
  readonly answers: readonly {
    readonly object: string;
    readonly side: Side;
    readonly taken: number;
    readonly refused: number;
  }[];
  readonly deadLetters: number;
  /** Fields that are neither compared nor written, by the side that has made them so. */
  readonly aside: readonly { readonly object: string; readonly field: string; readonly side: Side }[];
  readonly overdue: number;
  /** People whom one side has erased, and the other holds still. */
  readonly erasures: number;
  /** Since the last delivery, where the same hours of the week before had some. */
  readonly silentMs: number | undefined;
}

/** Few values say nothing of a rate. */
const ENOUGH = 20;

/** Every state that has a limit, with where it stands; over the limit or not. Pure. */
export function measured(facts: AlarmFacts, limits: SyncAlerts): readonly Alarm[] {
  const { lagMs, unreadMs, drift, failureRate, deadLetters, reviewsOverdue, webhookSilenceMs } = limits;
  const slowest = new Map<string, { readonly object: string; readonly side: Side; readonly ms: number }>();
  const late = [...facts.lags.map(({ p95Ms, ...flow }) => ({ ...flow, ms: p95Ms })), ...facts.waiting];
  for (const flow of late) {
    const key = `${flow.object}|${flow.side}`;
    if (flow.ms > (slowest.get(key)?.ms ?? -1)) slowest.set(key, flow);
  }
  return [
    ...[...slowest.values()].map(
      ({ object, side, ms }): Alarm => ({ kind: 'lag', object, side, value: ms, limit: lagMs }),
    ),
    ...facts.unread.map(
      ({ object, side, ms }): Alarm => ({ kind: 'unread', object, side, value: ms, limit: unreadMs }),
    ),
    ...facts.comparisons.map(
      ({ object, linked, changed }): Alarm => ({
        ...{ kind: 'drift', object, value: linked === 0 ? 0 : Math.min(1, changed / linked), limit: drift },
      }),
    ),
    ...facts.answers
      .filter(({ taken, refused }) => taken + refused >= ENOUGH)
      .map(
        ({ object, side, taken, refused }): Alarm => ({
          ...{ kind: 'failures', object, side, value: refused / (taken + refused), limit: failureRate },
        }),
      ),
    ...facts.aside.map(
      ({ object, field, side }): Alarm => ({
        kind: 'field_aside',
        object: `${object}.${field}`,
        side,
        value: 1,
        limit: 0,
      }),
    ),
    { kind: 'dead_letters', value: facts.deadLetters, limit: deadLetters },
    { kind: 'reviews_overdue', value: facts.overdue, limit: reviewsOverdue - 1 },
    { kind: 'erasures', value: facts.erasures, limit: 0 },
    ...(facts.silentMs === undefined
      ? []
      : [{ kind: 'webhook_silence', value: facts.silentMs, limit: webhookSilenceMs } as const]),
  ];
}

/** Once it has begun, it is over only well below its limit: one that wavers around it is one. */
const OVER_BELOW = 0.8;

export interface AlarmChanges<Standing extends AlarmOf> {
  readonly began: readonly Alarm[];
  readonly over: readonly Standing[];
}

/** What its owner has not been told yet, given what they have been. Pure. */
export function changesOf<Standing extends AlarmOf>(
  now: readonly Alarm[],
  told: readonly Standing[],
): AlarmChanges<Standing> {
  const known = new Set(told.map(alarmKey));
  const lasting = new Set(now.filter(({ value, limit }) => value > limit * OVER_BELOW).map(alarmKey));
  return {
    began: now.filter((alarm) => alarm.value > alarm.limit && !known.has(alarmKey(alarm))),
    over: told.filter((alarm) => !lasting.has(alarmKey(alarm))),
  };
}

export const alarmKey = ({ kind, object = '', side }: AlarmOf): string => `${kind}|${object}|${side ?? ''}`;
