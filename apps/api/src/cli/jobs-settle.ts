import { requireTenant } from '../tenants/tenant-id.ts';
import { flag } from './arguments/option.ts';
import { FILTERS, filterOptions, isUnbounded, readFilter } from './job-filter.ts';
import { deadLine } from './job-line.ts';
import { withJobs } from './open-jobs.ts';
import { onOwnRecord } from './own-records.ts';
import { defineVerb, OK, type Verb, WRONGLY_ASKED } from './verb.ts';

/** So many in one run; what is left is said, and the next run takes it. */
const MAX_AT_ONCE = 1000;
const actions = { retry: 'jobs.retried', discard: 'jobs.discarded' } as const;

const settle = (name: string, help: string, done: string, what: 'retry' | 'discard'): Verb =>
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
      return withJobs(around, async ({ letters, db, config }) => {
        const found = await letters.list(filter, MAX_AT_ONCE);
        if (values['dry-run']) {
          around.out(`${found.map((one) => `${deadLine(one)}\n`).join('')}${found.length} would be ${done}\n`);
          return OK;
        }
        return onOwnRecord({ db, config, around }, async (recordOf) => {
          let count = 0;
          for (const [tenant, own] of Map.groupBy(found, (letter) => requireTenant(letter.tenant)))
            count += await letters[what](own, recordOf(tenant, actions[what]));
          around.out(`${count} ${done}\n`);
          if (found.length === MAX_AT_ONCE) around.out('there may be more: run it again\n');
          return OK;
        });
      });
    },
  });

export const jobsRetry = settle(
  'jobs retry',
  'puts jobs that were given up back on their queue; said twice, it is done once',
  'put back',
  'retry',
);

export const jobsDiscard = settle(
  'jobs discard',
  'forgets jobs that were given up: nobody will do them',
  'discarded',
  'discard',
);
