import type { z } from 'zod';

const MOST = 10;

/** Where something did not fit its schema, and how; never the values, so it may be logged or sent back. */
export const wrongFields = (error: z.ZodError): string[] =>
  error.issues.slice(0, MOST).map((issue) => `${issue.path.map(String).join('.') || '(whole)'}: ${issue.code}`);
