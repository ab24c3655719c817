import type { DeadLetter, Ids, WaitingJob } from '../jobs/ports.ts';

const inWords = (ids: Ids): string =>
  Object.entries(ids)
    .map(([name, id]) => `${name}=${id}`)
    .join(' ');
const tries = (n: number): string => (n === 0 ? 'not tried yet' : n === 1 ? 'tried once' : `tried ${n} times`);

export const waitingLine = ({ id, queue, tenant, ids, attempts, isRunning, dueAt }: WaitingJob): string =>
  [id, queue, tenant, inWords(ids), tries(attempts), isRunning ? 'running' : `due ${dueAt.slice(0, 19)}Z`].join('  ');

export const deadLine = ({ id, queue, tenant, ids, attempts, reason, at }: DeadLetter): string =>
  [id, queue, tenant, inWords(ids), tries(attempts), `given up ${at.slice(0, 19)}Z`, reason].join('  ');
