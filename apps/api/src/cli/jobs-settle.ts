import type { DeadLetter, DeadLetters } from '../jobs/ports.ts';
import { flag } from './arguments/option.ts';
import { FILTERS, filterOptions, isUnbounded, readFilter } from './job-filter.ts';
import { deadLine } from './job-line.ts';
import { withJobs } from './open-jobs.ts';
import { defineVerb, OK, type Verb, WRONGLY_ASKED } from './verb.ts';

/** So many in one run; what is left is said, and the next run takes it. */
const MAX_AT_ONCE = 1000;

const settle = (
  name: string,
  help: string,
  done: string,
  work: (letters: DeadLetters, found: readonly DeadLetter[]) => Promise<number>,
): Verb =>
  defineVerb({
    name,
    takes: `<id> | ${FILTERS} [--dry-run]`,
    help,
    options: { ...filterOptions, 'dry-run': flag('only says which they are') },
    operands: 1,
    async run({ values, operands: [id] }, around) {
      const filter = readFilter(values, id, around);
      if (!filter) return WRONGLY_ASKED;
      if (isUnbounded(filter)) {
        around.err('say which: an id, --reason, --queue or --tenant\n');
        return WRONGLY_ASKED;
      }
      return withJobs(around, async ({ letters }) => {
        const found = await letters.list(filter, MAX_AT_ONCE);
        if (values['dry-run']) {
          around.out(`${found.map((one) => `${deadLine(one)}\n`).join('')}${found.length} would be ${done}\n`);
          return OK;
        }
        around.out(`${await work(letters, found)} ${done}\n`);
        if (found.length === MAX_AT_ONCE) around.out('there may be more: run it again\n');
        return OK;
      });
    },
  });

export const jobsRetry = settle(
  'jobs retry',
  'puts jobs that were given up back on their queue; said twice, it is done once',
  'put back',
  (letters, found) => letters.retry(found),
);

export const jobsDiscard = settle(
  'jobs discard',
  'forgets jobs that were given up: nobody will do them',
  'discarded',
  (letters, found) => letters.discard(found),
);
