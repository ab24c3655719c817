/** Whoever waits for the store goes on without it. */
export class StoreLate extends Error {
  override readonly name = 'StoreLate';
  constructor() {
    super('the store did not answer in time');
  }
}

/** What an open ticket waits for the store at the most: it goes on without. */
export const ON_PATH_MS = 400;

/** The same, or a failure after so long; what was asked goes on, and nobody hears of it any more. */
export function inTime<T>(asked: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreLate()), ms);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
