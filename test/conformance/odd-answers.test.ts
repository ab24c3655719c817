import { isUpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { expect, it } from 'vitest';
import { openBench } from './bench.ts';
import { placesIn, replaced } from './tamper.ts';
import { answer, startUpstream } from './upstream.ts';
import { vendorCases } from './vendors/all.ts';

/** What a vendor has sent in the place of something else. */
const odd: readonly unknown[] = [null, '', 'x', true, -1, 1e300, [], {}, [null], { name: null }];

/** Those that answer with what is broken: free text from people, more than anybody else's. */
const cases = Object.values(vendorCases)
  .map((open) => open())
  .filter(({ reads }) => reads.some(({ record }) => record === IssuesRecord))
  .flatMap((vendor) => vendor.reads.map((read) => ({ vendor, read, name: read.read })));

it.each(cases)(
  '$name: whatever stands in whatever place, it ends in a record or a refusal',
  async ({ vendor, read }) => {
    const upstream = await startUpstream();
    const bench = openBench(vendor, read, upstream);
    const [route] = read.routes;
    let [records, refusals] = [0, 0];
    for (const place of placesIn(route?.body)) {
      for (const value of odd) {
        upstream.behave((call, res) => {
          const isAsked = route?.path.test(call.path.replace(/^\/prefix/, ''));
          answer(200, isAsked ? replaced(route?.body, place, value) : { accountId: 'u1' })(call, res);
        });
        const found = await bench.ask(read.subject).catch((error: unknown) => {
          if (isUpstreamError(error)) return 'refused' as const;
          throw new Error(`${place.join('.')} = ${JSON.stringify(value)}`, { cause: error });
        });
        if (found === 'refused') refusals += 1;
        else {
          read.record.parse(found?.record);
          records += 1;
        }
      }
    }
    // Most of what a vendor sends is not read, and oddities there cost nothing.
    expect(records).toBeGreaterThan(refusals);
    await bench.close();
    await upstream.stop();
  },
);
