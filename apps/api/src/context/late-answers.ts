import { UpstreamError } from '../connectors/upstream-error.ts';

/** What is still being asked after its caller was told `timeout`: a slow vendor's answer serves whoever asks next. */
export interface LateAnswers<T> {
  /** What is under way for this key. */
  underWay(key: string): Promise<T> | undefined;
  /** Lets `running` go on; what it comes to is kept, unless the key has been dropped meanwhile. */
  goOn<A>(key: string, running: Promise<A>, keep: (answer: A) => Promise<T>): void;
  /** What is under way may be older than what is known now: it is not kept. */
  drop(key: string): void;
}

export function createLateAnswers<T>(): LateAnswers<T> {
  const late = new Map<string, Promise<T>>();
  return {
    underWay: (key) => late.get(key),
    goOn(key, running, keep) {
      const kept = running
        .then((answer) => {
          if (late.get(key) === kept) return keep(answer);
          throw new UpstreamError('cancelled');
        })
        .finally(() => {
          if (late.get(key) === kept) late.delete(key);
        });
      // Whoever waits for it is told; nobody has to.
      kept.catch(() => {});
      late.set(key, kept);
    },
    drop: (key) => void late.delete(key),
  };
}
