import { describe, expect, it } from 'vitest';
import type { HttpClient, HttpRequest } from '../../http/http-client.ts';
import type { ConnectorSettings } from '../../port.ts';
import { createHubspot } from '../connector.ts';
import { callBatch, dealBatch, details, meetingBatch, notFound, owners, pipelines, tied } from '../fixtures.ts';

const signal = new AbortController().signal;
const COMPANY = '6100000101';
const settings: ConnectorSettings = {
  ...{ environment: 'live', options: { portalId: '48160021' }, ask: () => [] },
  consoleUrl: 'https://app.hubspot.com',
};
const [deal] = dealBatch.results;
const dealOf = (id: string, properties: object) => ({
  ...deal,
  id,
  properties: { ...deal?.properties, ...properties },
});
const dealsOf = (...results: readonly unknown[]) => ({ ...dealBatch, results });

/** Answers by the end of the path, unless told otherwise. */
function hubspot(over: Readonly<Record<string, unknown>> = {}) {
  const answers: Readonly<Record<string, unknown>> = {
    ...{ [`companies/${COMPANY}`]: tied, 'deals/batch/read': dealBatch, 'calls/batch/read': callBatch },
    ...{ 'meetings/batch/read': meetingBatch, 'pipelines/2026-03/deals': pipelines, 'owners/2026-03': owners },
    ...{ 'account-info/2026-03/details': details, ...over },
  };
  const calls: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      calls.push(request);
      const path = request.path.split('?', 1)[0] ?? '';
      const found = Object.keys(answers).find((end) => path.endsWith(end));
      return found === undefined ? { status: 404, json: notFound } : { status: 200, json: answers[found] };
    },
  };
  const { reads } = createHubspot(http, settings);
  const ask = (value = COMPANY) => reads.sales?.({ by: 'id', value }, signal);
  return { calls, paths: () => calls.map(({ path }) => path.replace(/^.*2026-03/, '')), ask };
}

describe('what sales has done with a company', () => {
  it('is its deals by the names of their stages, and its calls and meetings, the newest first', async () => {
    const found = await hubspot().ask();
    expect(found).toEqual({
      record: {
        deals: [
          {
            ...{ id: '7300000101', name: 'Renewal 2027', stage: 'Talking', state: 'open' },
            ...{ amount: { amount: '96000.50', currency: 'EUR' }, closesAt: '2026-12-15T09:00:00Z' },
            owner: 'Priya Nair',
          },
        ],
        openDeals: 1,
        calls: [
          {
            ...{ id: '7400000102', kind: 'meeting', title: 'Renewal scope', outcome: 'scheduled' },
            ...{ at: '2026-11-20T10:00:00Z', owner: null },
          },
          {
            ...{ id: '7400000101', kind: 'call', title: 'First call', outcome: 'completed' },
            ...{ at: '2026-11-12T10:00:00Z', owner: 'Priya Nair' },
          },
        ],
        pinned: null,
      },
      source: {
        ...{ type: 'company', id: COMPANY, changedAt: '2026-10-01T08:15:00.000Z' },
        url: `https://app.hubspot.com/contacts/48160021/record/0-2/${COMPANY}`,
      },
    });
  });

  it('costs four calls, and those for words once in a while', async () => {
    const vendor = hubspot();
    await vendor.ask();
    expect(vendor.calls).toHaveLength(7);
    vendor.calls.length = 0;
    await vendor.ask();
    expect(vendor.paths()).toEqual([
      `/companies/${COMPANY}?associations=deals,calls,meetings&properties=hs_pinned_engagement_id`,
      ...['/deals/batch/read', '/calls/batch/read', '/meetings/batch/read'],
    ]);
    expect(vendor.calls[1]?.body).toMatchObject({ inputs: [{ id: '7300000101' }] });
  });

  it('costs one call where there is nothing, and none for what is no id', async () => {
    const vendor = hubspot({ [`companies/${COMPANY}`]: { ...tied, associations: undefined } });
    expect((await vendor.ask())?.record).toEqual({ deals: [], openDeals: 0, calls: [], pinned: null });
    expect(vendor.calls).toHaveLength(1);
    expect(await vendor.ask('Northwind')).toBeNull();
    expect(await vendor.ask('404')).toBeNull();
    expect(vendor.calls).toHaveLength(2);
  });

  describe('the note pinned to its page', () => {
    const company = { ...tied, properties: { hs_pinned_engagement_id: '7500000101' } };
    const note = (body: string | null) => ({
      results: [{ id: '7500000101', properties: { hs_timestamp: '2026-11-20T11:00:00Z', hs_note_body: body } }],
    });
    const pinnedOf = async (over: Readonly<Record<string, unknown>>) =>
      Object((await hubspot({ [`companies/${COMPANY}`]: company, ...over }).ask())?.record).pinned;

    it('is read as text, in one more call', async () => {
      const body = '<p>Ring first: Dana &amp; Leeds share an inbox.</p><p>&lt;No discounts&gt;</p>';
      expect(await pinnedOf({ 'notes/batch/read': note(body) })).toEqual({
        ...{ text: 'Ring first: Dana & Leeds share an inbox. <No discounts>', at: '2026-11-20T11:00:00Z', owner: null },
      });
    });

    it('is none where something else is pinned, it is empty, or it is gone', async () => {
      expect(await pinnedOf({ 'notes/batch/read': { results: [] } })).toBeNull();
      expect(await pinnedOf({ 'notes/batch/read': note('<p> </p>') })).toBeNull();
      expect(await pinnedOf({ 'notes/batch/read': note(null) })).toBeNull();
    });
  });

  it('puts what is open first, by when it is to be closed, and then what was closed last', async () => {
    const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T09:00:00Z`;
    const several = dealsOf(
      dealOf('1', { dealstage: '90211', closedate: day(3) }),
      dealOf('2', { dealstage: '90210', closedate: '' }),
      dealOf('3', { dealstage: '90212', closedate: day(4) }),
      dealOf('4', { dealstage: '90210', closedate: day(9) }),
      dealOf('5', { dealstage: '90210', closedate: day(2) }),
    );
    const { deals } = Object((await hubspot({ 'deals/batch/read': several }).ask())?.record);
    expect(deals.map(({ id, state }: { id: string; state: string }) => `${id} ${state}`)).toEqual([
      ...['5 open', '4 open', '2 open', '3 lost', '1 won'],
    ]);
  });

  it('shows a few of many, and says how many are open', async () => {
    const many = Array.from({ length: 12 }, (_, n) => dealOf(String(n), { closedate: null }));
    const found = await hubspot({ 'deals/batch/read': dealsOf(...many) }).ask();
    expect(found?.record).toMatchObject({ openDeals: 12 });
    expect(Object(found?.record).deals).toHaveLength(5);
  });

  it('takes a deal’s own currency, and no amount that is none', async () => {
    const several = dealsOf(dealOf('1', { deal_currency_code: 'JPY' }), dealOf('2', { amount: 'a lot' }));
    const { deals } = Object((await hubspot({ 'deals/batch/read': several }).ask())?.record);
    expect(deals[0].amount).toEqual({ amount: '96000.50', currency: 'JPY' });
    expect(deals[1].amount).toBeNull();
  });

  it('asks again for a stage that is new, and leaves a deal out whose stage there is not', async () => {
    const odd = hubspot({ 'deals/batch/read': dealsOf(dealOf('1', { dealstage: 'new' }), deal) });
    const found = await odd.ask();
    expect(found?.gaps).toEqual({ isCutShort: false, leftOut: 1 });
    expect(odd.paths().filter((path) => path === '/deals')).toHaveLength(2);
    expect(Object(found?.record).deals).toHaveLength(1);
  });

  it('lets the vendor find the newest where there are more than one call reads', async () => {
    const results = [{ id: '1', type: 'company_to_call' }];
    const more = { results, paging: { next: { after: '1' } } };
    const associations = { deals: more, calls: more };
    const vendor = hubspot({
      ...{ [`companies/${COMPANY}`]: { ...tied, associations }, 'deals/search': { total: 130, results: [deal] } },
      'calls/search': { total: 400, results: callBatch.results },
    });
    const found = await vendor.ask();
    expect(found?.gaps).toEqual({ isCutShort: true, leftOut: 0 });
    expect(Object(found?.record).calls).toHaveLength(1);
    const search = vendor.calls.find(({ path }) => path.endsWith('calls/search'));
    expect(search?.body).toMatchObject({
      filterGroups: [{ filters: [{ propertyName: 'associations.company', operator: 'EQ', value: COMPANY }] }],
      sorts: ['-hs_timestamp'],
    });
  });

  it('tells a part that failed from a deal that is gone', async () => {
    const errors = (category: string) => ({
      'deals/batch/read': { ...dealsOf(), numErrors: 1, errors: [{ category }] },
    });
    expect(Object((await hubspot(errors('OBJECT_NOT_FOUND')).ask())?.record).deals).toEqual([]);
    await expect(hubspot(errors('INTERNAL_ERROR')).ask()).rejects.toMatchObject({ reason: 'bad_answer' });
  });
});
