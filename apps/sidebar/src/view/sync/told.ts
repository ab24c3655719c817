import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { put } from '../../words/put.ts';
import type { Pair } from '../../words/status-words.ts';
import { noun } from '../status/count.ts';
import type { SyncContext } from './context.ts';

/** A sentence that names the two sides as people do. */
export const told = (
  text: string,
  { systems }: Pick<SyncReport, 'systems'>,
  more: Record<string, string> = {},
): string => put(text, { ...systems, ...more });

/** `1 value`, `41 values`. */
export const counted = (count: number, pair: Pair, { number }: Pick<SyncContext, 'number'>): string =>
  put(noun(count, pair), { count: number(count) });
