import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { StatusEvent } from '@sidelight/shared/health/status.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { MapPicture } from '@sidelight/shared/map/picture.ts';
import type { Attention, Clock } from '../../host/port.ts';
import type { Store } from '../store.ts';
import type { Ticker } from '../ticker.ts';
import { type Check, type Client, isShut, type Refusal } from './client.ts';
import { follow } from './follow.ts';
import { hasOthers, merge } from './merge.ts';
import type { Loaded, PageState } from './state.ts';

interface PageChecks {
  isStatusReport: Check<StatusReport>;
  isStatusEvent: Check<StatusEvent>;
  isMapPicture: Check<MapPicture>;
  isAnswersAtRisk: Check<AnswersAtRisk>;
}

export interface PageDeps {
  readonly state: Store<PageState>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  readonly ticker: Ticker;
  readonly checks: PageChecks;
  /** The map in pictures is for those with the room for it. */
  readonly isMapWanted?: boolean;
  /** The reader's time zone (IANA): whose days the report's bars are. */
  readonly zone: string;
  random(): number;
}

export interface StatusPage {
  start(): void;
  /** The whole report once more. */
  refresh(): void;
  select(nodeId: string | undefined): void;
  /** Reads what was answered with old values, once it is asked for. */
  openAnswers(incidentId: string): void;
}

/** Speeds and the SLO are not on the stream. */
export const REFRESH_MS = 60_000;
/** While what was answered during an outage is being read again. */
const SOON_MS = 4_000;
const CHECKED_WITHIN_MS = 10 * 60_000;

const isChecking = ({ at, recent }: StatusReport): boolean =>
  recent.some(
    ({ closedAt = '', atRisk }) => atRisk === undefined && Date.parse(at) - Date.parse(closedAt) < CHECKED_WITHIN_MS,
  );

/** Values are being read again at the vendors': that takes a while. */
const RECHECK_MS = 5_000;

export function createStatusPage(deps: PageDeps): StatusPage {
  const { state, client, clock, attention, ticker, checks } = deps;
  const paint = (change: Partial<PageState>) => state.set({ ...state.get(), ...change });
  let lastWord = new Date(clock.nowMs()).toISOString();
  let stopRefresh: (() => void) | undefined;
  let newest = 0;

  async function read(): Promise<void> {
    const turn = ++newest;
    stopRefresh?.();
    const answer = await client.get(`/v1/status?zone=${encodeURIComponent(deps.zone)}`, checks.isStatusReport);
    // Asked again meanwhile: that answer is the newer one.
    if (turn !== newest) return;
    const isSoon = answer.ok && isChecking(answer.value);
    stopRefresh = clock.after(isSoon ? SOON_MS : REFRESH_MS, () => attention.isOn() && void read());
    if (!answer.ok) return refused(answer.refusal);
    ticker.setServerTime(answer.value.at);
    lastWord = answer.value.at;
    paint({ report: answer.value, refusal: undefined });
  }

  function refused(refusal: Refusal): void {
    paint({ refusal });
    // A page that may not be read any more is not left standing.
    if (isShut(refusal)) paint({ report: undefined });
  }

  function onEvent(event: StatusEvent): void {
    const { report } = state.get();
    if (event.type === 'beat') {
      ticker.setServerTime(event.at);
      lastWord = event.at;
    } else {
      lastWord = new Date(ticker.nowMs()).toISOString();
      if (report) paint({ report: merge(report, event.status) });
      if (!report || hasOthers(report, event.status)) void read();
    }
    if (state.get().live.state !== 'live') paint({ live: { state: 'live' } });
  }

  async function readMap(): Promise<void> {
    paint({ picture: { state: 'reading' } });
    const answer = await client.get('/v1/map', checks.isMapPicture);
    paint({ picture: answer.ok ? { state: 'ok', value: answer.value } : { state: 'failed' } });
  }

  function keepAnswers(id: string, answers: Loaded<AnswersAtRisk>): void {
    paint({ answers: new Map(state.get().answers).set(id, answers) });
  }

  async function readAnswers(id: string): Promise<void> {
    const answer = await client.get(`/v1/incidents/${encodeURIComponent(id)}/answers`, checks.isAnswersAtRisk);
    keepAnswers(id, answer.ok ? { state: 'ok', value: answer.value } : { state: 'failed' });
    if (answer.ok && answer.value.state === 'checking') clock.after(RECHECK_MS, () => void readAnswers(id));
  }

  return {
    start() {
      void read();
      if (deps.isMapWanted ?? true) void readMap();
      const stream = follow({
        client,
        clock,
        isStatusEvent: checks.isStatusEvent,
        request: () => ({}),
        isAside: () => !attention.isOn(),
        random: deps.random,
        onEvent,
        onSilence: () => paint({ live: { state: 'lost', since: lastWord } }),
        onRefused: (refusal) => {
          paint({ live: { state: 'lost', since: lastWord } });
          refused(refusal);
        },
      });
      attention.onChange(() => {
        stream.restart();
        if (attention.isOn()) void read();
      });
    },
    refresh() {
      void read();
      if (state.get().picture.state === 'failed') void readMap();
    },
    select: (nodeId) => paint({ selected: nodeId === state.get().selected ? undefined : nodeId }),
    openAnswers(id) {
      const before = state.get().answers.get(id);
      if (before?.state === 'reading' || (before?.state === 'ok' && before.value.state === 'checking')) return;
      keepAnswers(id, { state: 'reading' });
      void readAnswers(id);
    },
  };
}
