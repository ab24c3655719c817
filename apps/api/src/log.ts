import { pino } from 'pino';
import type { TenantId } from './tenants/tenant-id.ts';

/** The only fields a log line may hold. No names, addresses, tokens, URLs or bodies: there is no field for them. */
export interface LogFields {
  readonly tenant?: TenantId;
  readonly requestId?: string;
  readonly system?: string;
  readonly connector?: string;
  readonly read?: string;
  readonly reason?: string;
  readonly code?: string;
  readonly tookMs?: number;
  readonly port?: number;
  readonly count?: number;
  readonly kind?: string;
  /** Of an error: its class and where it was thrown, never its message. */
  readonly error?: string;
  readonly at?: string;
}

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const NAMES: ReadonlySet<string> = new Set<keyof LogFields>([
  'tenant',
  'requestId',
  'system',
  'connector',
  'read',
  'reason',
  'code',
  'tookMs',
  'port',
  'count',
  'kind',
  'error',
  'at',
]);

/** One JSON object a line. Fields that are not on the list are dropped, whatever the caller's types said. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  const only = (fields: LogFields = {}) =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => NAMES.has(name)));
  return {
    info: (message, fields) => logger.info(only(fields), message),
    warn: (message, fields) => logger.warn(only(fields), message),
    error: (message, fields) => logger.error(only(fields), message),
  };
}

/** An error as a log may know it: messages can carry what a vendor or a customer wrote. */
export function errorFields(error: unknown): Pick<LogFields, 'error' | 'at'> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? `:${error.code}` : '';
  const frame = framesOf(error).find((line) => line.includes('/src/'));
  const at = frame?.slice(frame.lastIndexOf('/src/') + 1).replace(')', '');
  return { error: `${error.name}${code}`, ...(at === undefined ? {} : { at }) };
}

/** A message stands before them, in as many lines as somebody has written; one of those may look like a place of ours. */
function framesOf({ name, message, stack = '' }: Error): readonly string[] {
  const head = message === '' ? name : `${name}: ${message}`;
  const said = stack.startsWith(head) ? stack.slice(head.length) : stack;
  const lines = said.split('\n');
  const last = lines.findLastIndex((line) => !/^ {4}at /.test(line));
  return lines.slice(last + 1);
}
