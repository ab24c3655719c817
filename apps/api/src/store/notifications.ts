import type { z } from 'zod';

/** What all processes on one database tell each other: that something changed, and of whom. Never what it is. */
export interface Notifications {
  /** Each is told to every process that listens, this one included, once the caller's statement is committed. At most once. */
  tell(topic: Topic, ...of: readonly string[]): Promise<void>;
  /**
   * `onTold` is called for each; `onMissed` whenever some may have been lost: the connection was made anew.
   * Answers how to stop.
   */
  listen(topic: Topic, onTold: (of: string) => void, onMissed: () => void): () => void;
  /** False while nothing would be heard: whoever relies on it looks more often. */
  isListening(): boolean;
  close(): Promise<void>;
}

/**
 * `tenant`: what a tenant's running parts are made from. `health`: what its processes saw, or agreed on. `work`:
 * somebody is at work there. `link`: somebody has said who a requester is, or is not. Of each, whose. `job`: there is work, of which queue.
 * `stale`: something at a system is no longer as it was, as a text of three parts. `session`: sessions have been ended
 * before their time. `staff`: what somebody of the staff may do can be otherwise, by tenant and id.
 * `erased`: somebody was erased, and nothing that is remembered of that tenant counts any more.
 */
export type Topic = 'tenant' | 'health' | 'work' | 'link' | 'job' | 'stale' | 'session' | 'staff' | 'erased';

export const TOPICS: readonly Topic[] = [
  'tenant',
  'health',
  'work',
  'link',
  'job',
  'stale',
  'session',
  'staff',
  'erased',
];

/** The name of a topic's channel in the database, which may hold another product's beside it. */
export const channelOf = (topic: Topic): string => `sidelight_${topic}`;

interface Listener {
  readonly topic: Topic;
  onTold(of: string): void;
  onMissed(): void;
}

/**
 * What a text says, or undefined where this process cannot read it: while releases are exchanged, an older process hears
 * a newer one. It must go on, and does what it does for a text that was lost.
 */
export function readTold<Told>(schema: z.ZodType<Told>, text: string): Told | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** How often to look where nobody has told of anything: seldom, and often while nothing would be heard. */
export interface LookPace {
  readonly listening: number;
  readonly deaf: number;
}

export const lookEveryMs = ({ isListening }: Pick<Notifications, 'isListening'>, pace: LookPace): number =>
  isListening() ? pace.listening : pace.deaf;

/** Who listens to what in this process. */
export function createListeners() {
  const listeners = new Set<Listener>();
  return {
    add(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    told(channel: string, of: string): void {
      for (const one of listeners) if (channelOf(one.topic) === channel) one.onTold(of);
    },
    missed(): void {
      for (const one of listeners) one.onMissed();
    },
  };
}
