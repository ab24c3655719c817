import { isRowFault } from './row-fault.ts';

/** How much is asked together. */
interface Gathered<Ask> {
  /** What several ask for within this time is asked in one statement. */
  readonly withinMs: number;
  /** Statements under way: what comes meanwhile waits for one to end, and is asked in the next. */
  readonly atOnce: number;
  /** In one statement. */
  readonly most: number;
  /** Where there are more, they are taken in turns: so many of one's do not hold up another's. */
  readonly whose?: (ask: Ask) => string;
}
const GATHERED: Gathered<unknown> = {
  withinMs: 15,
  atOnce: Number.POSITIVE_INFINITY,
  most: Number.POSITIVE_INFINITY,
};

/**
 * One question or write of one tenant, made together with those of the others at that moment. `all` answers in the
 * order of what it is given. Where they are refused for what they hold, halves are tried, down to the one at fault:
 * nobody pays for another.
 */
export function createGather<Ask, Answer>(
  all: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  { withinMs, atOnce, most, whose = () => '' }: Gathered<Ask> = GATHERED,
): (ask: Ask) => Promise<Answer> {
  interface Waiting {
    readonly ask: Ask;
    resolve(answer: Answer | Promise<Answer>): void;
    reject(error: unknown): void;
  }
  const waiting = new Map<string, Waiting[]>();
  let underWay = 0;
  let isPlanned = false;

  async function ask(own: readonly Waiting[]): Promise<void> {
    try {
      const answers = await all(own.map(({ ask }) => ask));
      for (const [i, one] of own.entries()) one.resolve(answers[i] as Answer);
    } catch (error) {
      if (own.length === 1 || !isRowFault(error)) {
        for (const one of own) one.reject(error);
        return;
      }
      const half = Math.ceil(own.length / 2);
      // One after the other: together they would be as many statements at once.
      await ask(own.slice(0, half));
      await ask(own.slice(half));
    }
  }

  function next(): readonly Waiting[] {
    const own: Waiting[] = [];
    for (const [key, line] of waiting) {
      if (own.length >= most) break;
      const first = line.shift();
      if (first) own.push(first);
      // Behind all others, where this loop comes to it again.
      waiting.delete(key);
      if (line.length > 0) waiting.set(key, line);
    }
    return own;
  }

  async function begin(): Promise<void> {
    isPlanned = false;
    underWay++;
    const own = next();
    plan();
    await ask(own);
    underWay--;
    // It has waited for this one to end, and gathered meanwhile.
    if (waiting.size > 0 && !isPlanned) void begin();
  }
  function plan(): void {
    if (isPlanned || waiting.size === 0 || underWay >= atOnce) return;
    isPlanned = true;
    setTimeout(() => void begin(), withinMs);
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      const key = whose(ask);
      const line = waiting.get(key) ?? [];
      line.push({ ask, resolve, reject });
      waiting.set(key, line);
      plan();
    });
}

/** The same for what only has to be done. */
export function gatherWrites<Ask>(all: (asks: readonly Ask[]) => Promise<unknown>): (ask: Ask) => Promise<void> {
  return createGather<Ask, void>(async (asks) => {
    await all(asks);
    return [];
  });
}
