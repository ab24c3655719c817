import { isRowFault } from './row-fault.ts';

/** What several ask for within this time is asked in one statement. */
const GATHER_MS = 15;

/**
 * One question or write of one tenant, made together with those of the others at that moment. `all` answers in the
 * order of what it is given. Where they are refused for what they hold, each is made alone: nobody pays for another.
 */
export function createGather<Ask, Answer>(
  all: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  interface Waiting {
    readonly ask: Ask;
    resolve(answer: Answer | Promise<Answer>): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];

  async function alone(ask: Ask): Promise<Answer> {
    const [answer] = await all([ask]);
    return answer as Answer;
  }

  async function begin(): Promise<void> {
    const own = waiting;
    waiting = [];
    try {
      const answers = await all(own.map(({ ask }) => ask));
      for (const [i, one] of own.entries()) one.resolve(answers[i] as Answer);
    } catch (error) {
      const isApart = own.length > 1 && isRowFault(error);
      for (const one of own) {
        if (isApart) one.resolve(alone(one.ask));
        else one.reject(error);
      }
    }
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (waiting.length === 1) setTimeout(() => void begin(), GATHER_MS);
    });
}

/** The same for what only has to be done. */
export function gatherWrites<Ask>(all: (asks: readonly Ask[]) => Promise<unknown>): (ask: Ask) => Promise<void> {
  return createGather<Ask, void>(async (asks) => {
    await all(asks);
    return [];
  });
}
