import type { z } from 'zod';

const MAX = 10;
/** What a field is called. Anything else in a path is a key somebody's data brought along. */
const NAME = /^[\w$-]{1,64}$/;

/** Where something did not fit its schema, and how; never the values, so it may be logged or sent back. */
export const wrongFields = (error: z.ZodError): string[] =>
  error.issues.slice(0, MAX).map(({ path, code }) => `${path.map(step).join('.') || '(whole)'}: ${code}`);

const step = (part: PropertyKey): string => (NAME.test(String(part)) ? String(part) : '*');
