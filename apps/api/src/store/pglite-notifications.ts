import type { PGlite } from '@electric-sql/pglite';
import { channelOf, createListeners, type Notifications, TOPICS } from './notifications.ts';

/** PGlite has one process, which hears itself: nothing is ever lost. */
export async function createPgliteNotifications(
  pglite: PGlite,
  notify: (channel: string, ...payloads: readonly string[]) => Promise<void>,
): Promise<Notifications> {
  const listeners = createListeners();
  for (const topic of TOPICS) {
    const channel = channelOf(topic);
    await pglite.listen(channel, (payload) => listeners.told(channel, payload));
  }
  return {
    tell: (topic, ...of) => notify(channelOf(topic), ...of),
    listen: (topic, onTold, onMissed) => listeners.add({ topic, onTold, onMissed }),
    isListening: () => true,
    close: async () => {},
  };
}
