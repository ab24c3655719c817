import { describe, expect, it, test } from 'vitest';
import { openBench } from './bench.ts';
import { folder, load } from './specs/documents.ts';
import { hubspotSupplement } from './specs/hubspot-supplement.ts';
import type { Node } from './specs/node.ts';
import { createRequestJudge } from './specs/request.ts';
import { zendeskSupplement } from './specs/zendesk-supplement.ts';
import { answer, type Call, startUpstream } from './upstream.ts';
import { questionsOf, type VendorCase } from './vendor.ts';
import { vendorCases } from './vendors/all.ts';

if (folder === '') test.skip('the vendors’ OpenAPI documents: skipped, VENDOR_SPECS names no folder', () => {});
else describe('each request is one the vendor describes', requests);

/** Where a document of the folder leaves out what the product uses. */
const supplements: Readonly<Record<string, Node>> = { hubspot: hubspotSupplement, zendesk: zendeskSupplement };

/** Sideloading is on a page of its own, not in the document. Each entry is `path parameter`. */
const besideTheDocument: readonly string[] = ['/api/v2/tickets/1001 include', '/api/v2/users/35436 include'];

function requests(): void {
  for (const [name, open] of Object.entries(vendorCases)) {
    const { documents: described } = open();
    if (!described) continue;
    it.each(questionsOf(open()).map((read) => [`${name}.${read.read} by ${read.subject.by}`, read] as const))(
      '%s',
      async (_name, read) => {
        const supplement = supplements[name];
        const documents = [...described.map(load), ...(supplement ? [supplement] : [])];
        const judges = documents.map(createRequestJudge);
        for (const call of await callsOf(open(), read)) {
          const verdicts = judges.map((judge) => judge(call)).filter((verdict) => verdict !== undefined);
          expect(verdicts, `${call.method} ${call.path} is in no document`).toHaveLength(1);
          expect(verdicts[0]).toEqual([]);
        }
      },
    );
  }
}

/** All a read may send: also what it asks when there is another page. */
async function callsOf(vendor: VendorCase, read: VendorCase['reads'][number]): Promise<Call[]> {
  const upstream = await startUpstream();
  const calls: Call[] = [];
  for (const more of [{}, { has_more: true, nextPageToken: 'more' }]) {
    upstream.behave((call, res) => {
      const route = read.routes.find(({ path }) => path.test(call.path.replace(/^\/prefix/, '')));
      answer(200, { ...(route?.body as object), ...more })(call, res);
    });
    const bench = openBench(vendor, read, upstream);
    await bench.ask(read.subject);
    await bench.close();
  }
  for (const call of upstream.calls) {
    const path = call.path.replace(/^\/prefix/, '');
    const query = new URLSearchParams([...call.query].filter(([key]) => !besideTheDocument.includes(`${path} ${key}`)));
    // Of records there are documents of two kinds, and all kinds have the same calls.
    const kind = path.replace(/^(\/crm\/objects\/[^/]+)\/(deals|calls|meetings)\//, '$1/companies/');
    // Our copy of this document is of the version before, which has another path and is otherwise the same.
    calls.push({ ...call, path: kind.replace('/account-info/2026-03/', '/account-info/v3/'), query });
  }
  await upstream.stop();
  return calls;
}
