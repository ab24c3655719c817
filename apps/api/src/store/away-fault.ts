import { NotOnRecord } from './audit-aside.ts';
import { StoreLate } from './in-time.ts';
import { DatabaseSilent } from './silence-watch.ts';

/**
 * Classes of SQLSTATE by which a server says that it cannot work just now: connection, resources, intervention, system
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html); and a database that takes nobody.
 */
const AWAY = /^(08|53|57P|58|55000$)/;
/** Of the network. */
const GONE: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
]);
/** The library's own errors have no code. */
const WORDS = /^(Connection terminated|timeout exceeded when|timeout expired|Client (was closed|has encountered))/;

/** It is the database that is out of reach, and no mistake of ours: what was asked may well work in a minute. */
export function isStoreAway(error: unknown): boolean {
  if (error instanceof NotOnRecord || error instanceof DatabaseSilent || error instanceof StoreLate) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return WORDS.test(error.message);
  return GONE.has(code) || (code.length === 5 && AWAY.test(code));
}
