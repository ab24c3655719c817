import type { Request } from 'express';
import { z } from 'zod';
import { type Answer, ok } from './answer.ts';
import { invalid } from './zendesk-errors.ts';
import { bulkIsOff, jobObject, tooManyJobs } from './zendesk-errors-of-writes.ts';
import type { JobResult, Jobs } from './zendesk-jobs.ts';
import type { Written } from './zendesk-record-writes.ts';

export interface Bulk {
  readonly jobs: Jobs;
  /** Making many at once: off until the vendor's support has enabled it. */
  isCreationOn: boolean;
  /** The next so many creations are done, and their answers never arrive. */
  losesAnswers: number;
}

const LARGEST = 100;

/** A creation whose answer may be lost on its way. */
export function perhapsLost(bulk: Bulk, answer: Answer): Answer {
  if (bulk.losesAnswers <= 0) return answer;
  bulk.losesAnswers--;
  return { ...answer, isLost: true };
}

interface Work<T extends { id?: number | undefined }> {
  readonly bulk: Bulk;
  readonly type: string;
  readonly origin: string;
  readonly items: readonly T[];
}

/** What a body holds under `name`, at most a hundred. */
export function itemsOf<T>(req: Request, name: string, schema: z.ZodType<T>): readonly T[] | undefined {
  const body = z.object({ [name]: z.array(schema).min(1).max(LARGEST) }).safeParse(req.body);
  return body.data?.[name];
}

const answered = <T extends { id?: number | undefined }>(
  { bulk, type, origin, items }: Work<T>,
  run: () => readonly JobResult[],
): Answer => {
  const job = bulk.jobs.start(type, items.length, run);
  return job ? ok(jobObject(job, origin)) : tooManyJobs();
};

/** A job that writes each item by its id. */
export function updateMany<T extends { id?: number | undefined }>(
  work: Work<T>,
  write: (id: number, item: T) => Written<unknown>,
): Answer {
  if (work.items.some(({ id }) => id === undefined)) return invalid();
  return answered(work, () =>
    work.items.map((item) => {
      const id = item.id ?? 0;
      const end = write(id, item);
      const told = { id, action: 'update' };
      if (end.kind === 'saved') return { ...told, status: 'Updated', success: true };
      return { ...told, status: 'Failed', success: false, error: end.code, details: end.words };
    }),
  );
}

/** A job that makes each item. One that fails is told by its place alone, and not which of its values was refused. */
export function createMany<T extends { id?: number | undefined }>(
  work: Work<T>,
  write: (item: T) => Written<{ readonly id: number; readonly externalId: string | null }>,
): Answer {
  if (!work.bulk.isCreationOn) return bulkIsOff();
  return answered(work, () =>
    work.items.map((item, index) => {
      const end = write(item);
      if (end.kind === 'saved') return { id: end.record.id, index };
      return { index, status: 'Failed', success: false, error: 'UserCreateError', details: end.words };
    }),
  );
}
