import { isBackgroundBoot, isProblem, isWarningAnswer } from 'virtual:background-wire';
import { createBackgroundHost } from './host/background-host.ts';
import { browserClock as clock } from './host/browser-clock.ts';
import { loadSdk } from './host/load-sdk.ts';
import { joinTabs } from './host/tabs.ts';
import { watchOutages } from './model/background/watch-outages.ts';
import { createClient } from './model/status/client.ts';
import { createSession } from './model/status/session.ts';
import { loadBackgroundWords } from './words/background-load.ts';
import { knownLocale } from './words/format.ts';
import { warningText } from './words/warning-text.ts';
import { fill } from './words/words.ts';

const boot: unknown = JSON.parse(document.getElementById('boot')?.textContent ?? 'null');
if (!isBackgroundBoot(boot)) throw new Error('not signed');

const { origin, locale, tabs } = boot;
// Whoever is not warned needs nothing of this page.
if (tabs) {
  const sdk = loadSdk(document, AbortSignal.timeout(1_500));
  const host = createBackgroundHost({ sdk, origin, address: location });
  const session = createSession(boot.session);
  const client = createClient({ fetch: (path, init) => fetch(path, init), session, isProblem });
  const browser = { locks: navigator.locks, openChannel: (name: string) => new BroadcastChannel(name) };
  const timeOfDay = () => new Date().toLocaleTimeString(knownLocale(locale), { timeStyle: 'short' });
  loadBackgroundWords(locale).then((say) =>
    watchOutages({
      ...{ client, clock, isWarningAnswer, random: Math.random, tabs: joinTabs(browser, tabs) },
      isVisible: () => !document.hidden,
      mark: (isAlarmed) => host.showSymbol(isAlarmed ? 'attention' : 'default'),
      warn: (warning) => host.warn(fill(say.said, timeOfDay(), warningText(warning, say))),
      onEnded() {
        host.showSymbol('default');
        host.warn(fill(say.said, timeOfDay(), say.ended));
      },
    }),
  );
}
