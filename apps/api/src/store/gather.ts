import { isRowFault } from './row-fault.ts';

/** How much is asked together. */
interface Gathered {
  /** What several ask for within this time is asked in one statement. */
  readonly withinMs: number;
  /** Statements under way: what comes meanwhile waits for one to end, and is asked in the next. */
  readonly atOnce: number;
  /** In one statement. */
  readonly most: number;
}
const GATHERED: Gathered = {
  withinMs: 15,
  atOnce: Number.POSITIVE_INFINITY,
  most: Number.POSITIVE_INFINITY,
};

/**
 * One question or write of one tenant, made together with those of the others at that moment. `all` answers in the
 * order of what it is given. Where they are refused for what they hold, each is made alone: nobody pays for another.
 */
export function createGather<Ask, Answer>(
  all: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  { withinMs, atOnce, most }: Gathered = GATHERED,
): (ask: Ask) => Promise<Answer> {
  interface Waiting {
    readonly ask: Ask;
    resolve(answer: Answer | Promise<Answer>): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let underWay = 0;
  let isPlanned = false;

  async function alone(ask: Ask): Promise<Answer> {
    const [answer] = await all([ask]);
    return answer as Answer;
  }

  async function ask(own: readonly Waiting[]): Promise<void> {
    try {
      const answers = await all(own.map(({ ask }) => ask));
      for (const [i, one] of own.entries()) one.resolve(answers[i] as Answer);
    } catch (error) {
      const isApart = own.length > 1 && isRowFault(error);
      for (const one of own) {
        // One after the other: together they would be as many statements at once.
        if (isApart) await alone(one.ask).then(one.resolve, one.reject);
        else one.reject(error);
      }
    }
  }

  async function begin(): Promise<void> {
    isPlanned = false;
    underWay++;
    const own = waiting.slice(0, most);
    waiting = waiting.slice(own.length);
    plan();
    await ask(own);
    underWay--;
    plan();
  }
  function plan(): void {
    if (isPlanned || waiting.length === 0 || underWay >= atOnce) return;
    isPlanned = true;
    setTimeout(() => void begin(), withinMs);
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
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
