import { FILTERS, readFilter } from './job-filter.ts';
import { deadLine, waitingLine } from './job-line.ts';
import { withJobs } from './open-jobs.ts';
import { OK, type Verb, WRONGLY_ASKED } from './verb.ts';

const MAX_SHOWN = 200;

export const jobsList: Verb = {
  name: 'jobs list',
  takes: FILTERS,
  help: 'background work that was given up, and what waits; newest and oldest 200 of each',
  async run(args, around) {
    const asked = readFilter(args, around);
    if (!asked) return WRONGLY_ASKED;
    return withJobs(around, async ({ jobs, letters }) => {
      const dead = await letters.list(asked.filter, MAX_SHOWN);
      // What waits has no reason yet.
      const waiting = asked.filter.reason === undefined ? await jobs.waiting(asked.filter, MAX_SHOWN) : [];
      around.out(`given up: ${dead.length}\n${dead.map((one) => `  ${deadLine(one)}\n`).join('')}`);
      if (asked.filter.reason === undefined)
        around.out(`waiting: ${waiting.length}\n${waiting.map((one) => `  ${waitingLine(one)}\n`).join('')}`);
      return OK;
    });
  },
};
