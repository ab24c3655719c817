import type { Clock } from '../../host/port.ts';
import type { BannerState } from '../banner.ts';
import type { Sidebar } from '../sidebar.ts';
import type { Client } from '../status/client.ts';
import type { Store } from '../store.ts';

export interface WatchAnswersDeps {
  readonly sidebar: Pick<Sidebar, 'state'>;
  readonly banner: Pick<Store<BannerState>, 'get' | 'watch'>;
  readonly client: Pick<Client, 'get'>;
  readonly clock: Clock;
  random(): number;
  /** What the agent has to put right on this ticket, as it came; undefined where that is nothing. */
  onAnswer(ticketId: string | undefined, json: unknown): void;
}

/** After an outage what was answered meanwhile is looked at again, which takes a while: asked again after each of these. */
export const LOOKS_MS = [2_000, 6_000, 20_000, 60_000] as const;
/** Everybody hears of it at once; not everybody asks at once. */
const SPREAD_MS = 1_500;

/** Asks what was told on this ticket and turned out different: each time its cards have been read, and after an outage. */
export function watchAnswers({ sidebar, banner, client, clock, random, onAnswer }: WatchAnswersDeps): void {
  let ticketId: string | undefined;
  let isSettled = false;
  let open: readonly string[] = [];
  let stop = () => {};

  async function ask(): Promise<void> {
    const asked = ticketId;
    if (asked === undefined) return;
    const answer = await client.get(`/v1/answers/${asked}`, isAny);
    if (answer.ok && asked === ticketId) onAnswer(asked, answer.value);
  }

  function onTicket(): void {
    const { ref, phase } = sidebar.state.get();
    if (ref.ticketId !== ticketId) {
      ticketId = ref.ticketId;
      isSettled = false;
      onAnswer(ticketId, undefined);
    }
    const wasSettled = isSettled;
    isSettled = phase === 'settled';
    if (isSettled && !wasSettled) void ask();
  }

  function look(times: readonly number[]): void {
    const [next, ...later] = times;
    if (next === undefined) return;
    stop = clock.after(next + random() * SPREAD_MS, () => {
      void ask();
      look(later);
    });
  }

  function onStatus(): void {
    const now = banner.get().incidents?.map(({ id }) => id) ?? open;
    const isOver = open.some((id) => !now.includes(id));
    open = now;
    if (!isOver) return;
    stop();
    look(LOOKS_MS);
  }

  sidebar.state.watch(onTicket);
  banner.watch(onStatus);
  onTicket();
  onStatus();
}

/** What it is, is looked at by the script that draws it. */
const isAny = (_json: unknown): _json is unknown => true;
