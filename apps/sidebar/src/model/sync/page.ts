import type { LetterPage, ReviewItem, ReviewPage } from '@sidelight/shared/sync/review.ts';
import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import type { Attention, Clock } from '../../host/port.ts';
import { type Answer, type Check, type Client, isShut } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { Ticker } from '../ticker.ts';
import { lettersKey } from './ids.ts';
import type { ReviewFilter, SyncState } from './state.ts';

export interface SyncPageDeps {
  readonly state: Store<SyncState>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  readonly ticker: Ticker;
  isSyncReport: Check<SyncReport>;
  isReviewPage: Check<ReviewPage>;
  isLetterPage: Check<LetterPage>;
}

export interface SyncPage {
  /** Whether its tab is the one on screen. */
  setShown(isShown: boolean): void;
  refresh(): void;
  filter(by: ReviewFilter): void;
  more(): void;
  toggleLetters(object: string, reason: string): void;
  /** The keyboard is where it was wanted. */
  arrived(): void;
}

const REFRESH_MS = 10_000;
/** While something is on its way: a comparison, a decision that is about to be done. */
export const SOON_MS = 1_500;
/** So many pages of the list are read again with the rest. */
const MAX_PAGES = 10;

const isUnderWay = ({ report, decided }: SyncState): boolean =>
  (report?.objects ?? [])
    .flatMap(({ run, fieldRun }) => [run?.state, fieldRun?.state])
    .some((one) => one === 'waiting' || one === 'running') ||
  decided.some(({ decided: by }) => by && (!by.isDone || by.undo === 'under_way'));

/** Reads the page again and again for as long as somebody looks at it. */
export function createSyncPage(deps: SyncPageDeps): SyncPage {
  const { state, client, clock, attention, ticker } = deps;
  const paint = (change: Partial<SyncState>) => state.set({ ...state.get(), ...change });
  let isOnScreen = false;
  let newest = 0;
  let pages = 1;
  let stopWaiting: (() => void) | undefined;
  const isWanted = () => isOnScreen && attention.isOn();

  async function readItems(turn: number): Promise<void> {
    const items: ReviewItem[] = [];
    let next: string | undefined;
    let decided: readonly ReviewItem[] = [];
    for (let page = 0; page < pages; page++) {
      const answer: Answer<ReviewPage> = await client.get(
        `/v1/sync/reviews${query(state.get().filter, next)}`,
        deps.isReviewPage,
      );
      if (turn !== newest) return;
      if (!answer.ok) return paint({ refusal: answer.refusal });
      items.push(...answer.value.items);
      if (page === 0) decided = answer.value.decided;
      next = answer.value.next;
      if (next === undefined) break;
    }
    const there = new Set(items.map(({ id }) => id));
    const selected = new Set([...state.get().selected].filter((id) => there.has(id)));
    paint({ items, next, decided, selected });
  }

  async function readLetters(): Promise<void> {
    for (const key of state.get().letters.keys()) {
      const [object, reason] = key.split(' ');
      const answer = await client.get(`/v1/sync/letters?object=${object}&reason=${reason}`, deps.isLetterPage);
      const { letters } = state.get();
      if (!letters.has(key)) continue;
      paint({
        letters: new Map(letters).set(key, answer.ok ? { state: 'ok', value: answer.value } : { state: 'failed' }),
      });
    }
  }

  async function read(): Promise<void> {
    const turn = ++newest;
    stopWaiting?.();
    const answer = await client.get('/v1/sync', deps.isSyncReport);
    if (turn !== newest) return;
    if (answer.ok) {
      ticker.setServerTime(answer.value.at);
      paint({ report: answer.value, refusal: undefined });
      await Promise.all([readItems(turn), readLetters()]);
      if (turn !== newest) return;
    } else {
      paint({ refusal: answer.refusal, ...(isShut(answer.refusal) && { report: undefined }) });
      if (isShut(answer.refusal)) return;
    }
    stopWaiting = clock.after(isUnderWay(state.get()) ? SOON_MS : REFRESH_MS, () => isWanted() && void read());
  }

  attention.onChange(() => isWanted() && void read());

  return {
    setShown(isShown) {
      const hasCome = isShown && !isOnScreen;
      isOnScreen = isShown;
      if (hasCome) void read();
    },
    refresh: () => void read(),
    filter(by) {
      pages = 1;
      paint({ filter: by, items: undefined, next: undefined, selected: new Set() });
      void read();
    },
    more() {
      pages = Math.min(pages + 1, MAX_PAGES);
      void read();
    },
    toggleLetters(object, reason) {
      const letters = new Map(state.get().letters);
      const key = lettersKey(object, reason);
      const isOpen = letters.delete(key);
      if (!isOpen) letters.set(key, { state: 'reading' });
      paint({ letters });
      if (!isOpen) void readLetters();
    },
    arrived: () => state.get().focus && paint({ focus: undefined }),
  };
}

function query({ object, why }: ReviewFilter, after: string | undefined): string {
  const params = new URLSearchParams({ ...(object && { object }), ...(why && { why }), ...(after && { after }) });
  return params.size > 0 ? `?${params}` : '';
}
