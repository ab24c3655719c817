import { FILTERS, filterOptions, readFilter } from './job-filter.ts';
import { deadLine, waitingLine } from './job-line.ts';
import { withJobs } from './open-jobs.ts';
import { defineVerb, OK, WRONGLY_ASKED } from './verb.ts';

const MAX_SHOWN = 200;

export const jobsList = defineVerb({
  name: 'jobs list',
  takes: `[id] ${FILTERS}`,
  help: 'background work that was given up, and what waits; newest and oldest 200 of each',
  options: filterOptions,
  operands: 1,
  async run({ values, operands: [id] }, around) {
    const filter = readFilter(values, id, around);
    if (!filter) return WRONGLY_ASKED;
    return withJobs(around, async ({ jobs, letters }) => {
      const dead = await letters.list(filter, MAX_SHOWN);
      // What waits has no reason yet.
      const waiting = filter.reason === undefined ? await jobs.waiting(filter, MAX_SHOWN) : [];
      around.out(`given up: ${dead.length}\n${dead.map((one) => `  ${deadLine(one)}\n`).join('')}`);
      if (filter.reason === undefined)
        around.out(`waiting: ${waiting.length}\n${waiting.map((one) => `  ${waitingLine(one)}\n`).join('')}`);
      return OK;
    });
  },
});
