import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compileExpression } from './expression.ts';

const records = [
  {
    main: { planName: 'Pro', interval: 'year', endsAt: null, renewsAt: '2027-03-14T00:00:00Z', seats: 0 },
    status: 'paid',
  },
  {
    main: { planName: '', endsAt: '2027-01-01T00:00:00Z', trialEndsAt: '' },
    status: '',
    due: [{ amount: '1', currency: 'EUR' }],
  },
  { main: null, status: 'x', due: [], trend: [1, 2, 3], list: [{ a: 1 }, { a: 2 }] },
  { main: [{ planName: 'A' }, { planName: 'B' }], trend: [7], due: [{ amount: '1' }, { amount: '2' }] },
  {},
  null,
];
const texts = [
  'main.planName',
  'main.seats',
  'status',
  'due',
  'trend',
  'list.a',
  'main',
  "main.planName & ', ' & main.interval",
  "{ 'code': status, 'since': main.renewsAt }",
  "main.trialEndsAt ? { 'code': 'trial_ends', 'since': main.trialEndsAt } : main.endsAt ? { 'code': 'ends' } : main.renewsAt ? { 'code': 'renews_' & main.interval }",
  "status = 'paid' ? 'yes' : 'no'",
  'due[0].amount',
  '$count(due)',
  '$count(main)',
  '$count(trend) > 2',
  '$count(due) >= 1 ? due[0].amount : status',
  '$count(trend) < 2 ? $join(trend.$string(), "-") : $count(trend) <= 3 ? trend : "many"',
  '$count(list.a) = 2',
  "list.a = 'x' ? 'yes' : 'no'",
  "$join([main.planName, main.interval], ' · ')",
];

describe('map expressions', () => {
  it.each(texts)('%s means what JSONata says it means', async (text) => {
    for (const record of records) {
      const expected = await jsonata(text).evaluate(record);
      const found = await compileExpression(text)(record);
      expect(found === undefined ? undefined : JSON.parse(JSON.stringify(found))).toEqual(
        expected === undefined ? undefined : JSON.parse(JSON.stringify(expected)),
      );
    }
  });

  it('answers the common forms without waiting', () => {
    expect(compileExpression('main.planName')(records[0])).toBe('Pro');
  });

  it('refuses what does not parse, and says where', () => {
    expect(() => compileExpression('main.')).toThrow(expect.objectContaining({ position: expect.any(Number) }));
  });

  it('stops an expression that never ends', async () => {
    const endless = compileExpression('($f := function($n) { $f($n + 1) }; $f(0))');
    await expect(endless({})).rejects.toBeInstanceOf(RangeError);
  });

  it.each([
    ["$join([a, b], ' · ')", { a: null, b: 'x' }, 'x'],
    ['$sum(items.price)', { items: [{ price: null }, { price: 2 }] }, 2],
    ['$uppercase(a)', { a: null }, undefined],
    // What works with a null goes on to see it.
    ['a = null', { a: null }, true],
    ['$exists(a)', { a: null }, true],
  ])('takes a null that JSONata would refuse for something that is not there: %s', async (text, record, found) => {
    expect(await compileExpression(text)(record)).toEqual(found);
  });

  it('still fails for what is wrong without any null', async () => {
    await expect(compileExpression('$number(a)')({ a: 'x', b: null })).rejects.toBeDefined();
  });

  it('fails like JSONata where different kinds are compared', async () => {
    await expect(compileExpression('status > 1')({ status: 'paid' })).rejects.toMatchObject({ code: 'T2009' });
  });

  it('reaches no inherited property', () => {
    expect(compileExpression('constructor.name')({})).toBeUndefined();
  });
});
