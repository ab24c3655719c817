import { afterAll, beforeAll } from 'vitest';

/** Rejections that nobody has handled, from now to the end of the file; empty it to look at one test alone. */
export function watchRejections(): unknown[] {
  const seen: unknown[] = [];
  const note = (error: unknown) => void seen.push(error);
  beforeAll(() => void process.on('unhandledRejection', note));
  afterAll(() => void process.off('unhandledRejection', note));
  return seen;
}
