import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequestJudge } from './specs/request.ts';
import { stripeBeside } from './specs/stripe-beside.ts';
import { type Account, bill, openBill, paidBy, readAccount, serveAccount, sub } from './stripe-account.ts';
import { startUpstream, type Upstream } from './upstream.ts';

// The document has a licence of its own, so it is not part of this repository.
const folder = process.env.VENDOR_SPECS ?? '';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());

const trial = sub({ status: 'trialing', default_payment_method: null });
const many = Array.from({ length: 60 }, (_, n) => ({ n }));
const accounts: readonly (readonly [name: string, account: Account, paths: readonly string[]])[] = [
  ['with nothing live', {}, ['/v1/subscriptions', '/v1/customers/', '/v1/subscription_schedules', '/v1/invoices']],
  ['on trial', { subscriptions: [trial] }, ['/v1/customers/', '/v1/products/']],
  [
    'owing',
    { subscriptions: [sub()], invoices: [openBill(paidBy('pi_1'))], intents: { pi_1: 'processing' } },
    ['/v1/payment_intents/'],
  ],
  [
    'with more of everything than a page',
    {
      subscriptions: many.map(({ n }) => sub({ id: `sub_${n}` })),
      invoices: many.map(({ n }) => bill({ id: `in_${n}`, status: 'open' })),
    },
    ['/v1/subscriptions', '/v1/invoices'],
  ],
];

describe.skipIf(folder === '')('each call to Stripe is one the vendor describes', () => {
  it.each(accounts)('for a customer %s', async (_name, account, paths) => {
    const document = JSON.parse(readFileSync(join(folder, 'stripe/openapi.trimmed.json'), 'utf8'));
    const judges = [document, stripeBeside].map(createRequestJudge);
    serveAccount(upstream, account);
    upstream.calls.length = 0;
    const reader = await readAccount(upstream);
    await reader.payment();
    await reader.ask('customer', { by: 'email', value: 'ana@northwind.example' });
    await reader.close();
    for (const path of paths)
      expect(
        upstream.calls.some((call) => call.path.startsWith(path)),
        path,
      ).toBe(true);
    for (const call of upstream.calls) {
      const verdicts = judges.map((judge) => judge(call)).filter((verdict) => verdict !== undefined);
      expect(verdicts, `${call.path} is in no document`).toHaveLength(1);
      expect(verdicts[0], call.path).toEqual([]);
    }
  });

  it('a parameter the vendor does not know is found out', () => {
    const judge = createRequestJudge(stripeBeside);
    const call = { method: 'GET', path: '/v1/subscription_schedules', headers: {}, body: undefined };
    expect(judge({ ...call, query: new URLSearchParams('scheduled=true&expand[]=data.customer') })).toEqual([]);
    expect(judge({ ...call, query: new URLSearchParams('begun=true') })).toEqual(['there is no parameter begun']);
  });
});
