import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { channelOf, createListeners, type Notifications, TOPICS } from './notifications.ts';
import type { SilenceWatch } from './silence-watch.ts';

const RECONNECT_MS = { first: 500, max: 15_000 };
/** A connection that went away without a word is noticed by this. */
const KEEP_ALIVE_MS = 10_000;

/** Told to ourselves: behind a pooler in transaction mode `LISTEN` succeeds, and nothing is ever heard. */
const HELLO = 'sidelight_hello';

/**
 * `LISTEN` needs a connection of its own, held for as long as the process lives. Lost, it is made anew, and everybody
 * is told that something may have been missed. It counts as listening once it has heard its own first word.
 */
export function createPostgresNotifications(
  { url, watch }: { readonly url: string; readonly watch: Pick<SilenceWatch, 'socket' | 'note'> },
  notify: (channel: string, ...payloads: readonly string[]) => Promise<void>,
): Notifications {
  const listeners = createListeners();
  let client: pg.Client | undefined;
  let isHeard = false;
  let timer: NodeJS.Timeout | undefined;
  let waitMs = RECONNECT_MS.first;
  let isClosed = false;
  let connecting = connect();

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 3000,
      stream: watch.socket,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    let isLost = false;
    const lost = () => {
      if (isLost) return;
      isLost = true;
      if (client === next) client = undefined;
      isHeard = false;
      next.end().catch(() => {});
      if (isClosed) return;
      timer = setTimeout(() => {
        connecting = connect();
      }, waitMs);
      timer.unref();
      waitMs = Math.min(waitMs * 2, RECONNECT_MS.max);
    };
    next.on('error', lost);
    next.on('end', lost);
    const hello = randomUUID();
    next.on('notification', ({ channel, payload = '' }) => {
      if (channel !== HELLO) return listeners.told(channel, payload);
      if (payload !== hello || isClosed || isLost) return;
      isHeard = true;
      listeners.missed();
    });
    try {
      await next.connect();
      for (const channel of [...TOPICS.map(channelOf), HELLO]) await watch.note(next.query(`listen ${channel}`), lost);
      client = next;
      waitMs = RECONNECT_MS.first;
      await notify(HELLO, hello);
    } catch {
      return lost();
    }
    if (isClosed) lost();
  }

  return {
    tell: (topic, ...of) => notify(channelOf(topic), ...of),
    listen: (topic, onTold, onMissed) => listeners.add({ topic, onTold, onMissed }),
    isListening: () => client !== undefined && isHeard,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
