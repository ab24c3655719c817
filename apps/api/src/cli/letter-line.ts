import type { ListedLetter } from '../store/sync-status.ts';
import { minute, sideNames } from './sync-words.ts';

/** Which value was not accepted, where and why; never the value. */
export const letterLine = ({
  id,
  object,
  field,
  record,
  side,
  reason,
  valueClass,
  at,
  replayBy,
}: ListedLetter): string =>
  [
    ...[id, `${object}.${field}`, `record ${record}`, `to the ${sideNames[side]}`, minute(at)],
    [reason, valueClass].flatMap((part) => part?.replaceAll('_', ' ') ?? []).join(': '),
    ...(replayBy === undefined ? [] : [`tried again for ${replayBy}`]),
  ].join('  ');
