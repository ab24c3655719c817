import { z } from 'zod';
import { deadLine, waitingLine } from './job-line.ts';
import { withJobs } from './open-jobs.ts';
import { defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

export const jobsShow = defineVerb({
  name: 'jobs show',
  takes: '<id>',
  help: 'one job: whose it is, how often it was tried, and why it was given up',
  options: {},
  operands: 1,
  async run({ operands: [id] }, around) {
    if (!z.uuid().safeParse(id).success) {
      around.err('name a job; its id stands in jobs list\n');
      return WRONGLY_ASKED;
    }
    return withJobs(around, async ({ jobs, letters }) => {
      const dead = await letters.list({ id }, 1);
      const waiting = await jobs.waiting({ id }, 1);
      const lines = [...dead.map(deadLine), ...waiting.map(waitingLine)];
      if (lines.length === 0) {
        around.err(`there is no job ${id}: it is done, or was discarded\n`);
        return FOUND;
      }
      around.out(`${lines.join('\n')}\n`);
      return OK;
    });
  },
});
