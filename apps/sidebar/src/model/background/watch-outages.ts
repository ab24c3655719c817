import type { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import type { Clock, Tabs } from '../../host/port.ts';
import { type Check, type Client, isShut } from '../status/client.ts';
import { follow } from '../status/follow.ts';
import { concernsIn, incidentOf, isHeardStatus } from './concerns.ts';

type Warning = Extract<WarningAnswer, { kind: 'warn' }>;

export interface WatchDeps {
  readonly client: Client;
  readonly clock: Clock;
  readonly tabs: Tabs;
  isWarningAnswer: Check<WarningAnswer>;
  /** Whether anybody can see this tab of the browser. */
  isVisible(): boolean;
  random(): number;
  /** Something is out of order, or nothing is. */
  mark(isAlarmed: boolean): void;
  warn(warning: Warning): void;
  /** This tab hears of nothing any more, and trying again would not help. */
  onEnded(): void;
}

/** Who is looked at asks first; the server answers `warn` to one of them. */
const HIDDEN_MS = 2_000;
const RETRY_MS = 5_000;
const MOST_TRIES = 5;

/** Hears of outages, in one tab of the browser for all of them, and warns in the one that is looked at. */
export function watchOutages(deps: WatchDeps): void {
  const { client, clock, tabs } = deps;
  let known: readonly string[] = [];
  let isLeading = false;

  async function ask(concern: string, tries = 1): Promise<void> {
    if (!known.includes(concern)) return;
    const path = `/v1/incidents/${encodeURIComponent(incidentOf(concern))}/warning`;
    const answer = await client.tell(path, {}, deps.isWarningAnswer);
    if (answer.ok) return answer.value.kind === 'warn' ? deps.warn(answer.value) : undefined;
    if (tries < MOST_TRIES && !isShut(answer.refusal)) clock.after(RETRY_MS, () => void ask(concern, tries + 1));
  }

  function hear(concerns: readonly string[]): void {
    const news = concerns.filter((concern) => !known.includes(concern));
    known = concerns;
    deps.mark(concerns.length > 0);
    for (const concern of news) {
      if (deps.isVisible()) void ask(concern);
      else if (isLeading) clock.after(HIDDEN_MS, () => void ask(concern));
    }
  }

  tabs.onAsked(() => isLeading && tabs.say(known));
  tabs.onSaid(hear);
  tabs.lead(
    () =>
      new Promise((resolve) => {
        isLeading = true;
        follow({
          ...{ client, clock, random: deps.random },
          isStatusEvent: isHeardStatus,
          request: () => ({}),
          isAside: () => false,
          onEvent(event) {
            const concerns = concernsIn(event);
            if (!concerns) return;
            hear(concerns);
            tabs.say(concerns);
          },
          onSilence: () => {},
          onRefused() {
            isLeading = false;
            deps.onEnded();
            resolve();
          },
        });
      }),
  );
}
