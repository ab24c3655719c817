import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stripeWebhook } from './webhook.ts';

const [current, previous, stranger] = ['whsec_current_secret_1', 'whsec_previous_secret', 'whsec_a_strange_secret'];
const at = '1795000000';
const event = (object: object, type = 'customer.subscription.updated') => ({ id: 'evt_1', type, data: { object } });
const body = Buffer.from(JSON.stringify(event({ object: 'subscription', customer: 'cus_A1' })));
const sign = (secret: string, text = body, time = at) =>
  createHmac('sha256', secret).update(`${time}.`).update(text).digest('hex');
const isSigned = (signature: string, text = body) =>
  stripeWebhook.isSigned(
    text,
    (name) => (name === 'stripe-signature' ? signature : undefined),
    [current, previous],
    '',
  );

describe('a signature', () => {
  it('matches when any live secret has made any of its parts', () => {
    expect(isSigned(`t=${at},v1=${sign(current)}`)).toBe(true);
    expect(isSigned(`t=${at},v1=${sign(stranger)},v1=${sign(previous)},v0=00`)).toBe(true);
    expect(isSigned(`t=${at},v1=${sign(stranger)}`)).toBe(false);
    expect(isSigned(`t=${at},v0=${sign(current)}`)).toBe(false);
  });

  it('is bound to the time and to every byte of the body', () => {
    expect(isSigned(`t=${Number(at) + 1},v1=${sign(current)}`)).toBe(false);
    expect(isSigned(`t=${at},v1=${sign(current)}`, Buffer.concat([body, Buffer.from(' ')]))).toBe(false);
  });

  it.each(['', 't=', 'v1=', `t=${at}`, `t=${at},v1=zz`, `t=${at},v1=${sign(current).slice(0, 30)}`, ',,=,='])(
    'of "%s" does not match, and does not throw',
    (signature) => {
      expect(isSigned(signature)).toBe(false);
    },
  );

  it('says when it was made, and does not where that is no time', () => {
    const when = (header?: string) => stripeWebhook.signedAtMs(() => header, body);
    expect(when(`t=${at},v1=00`)).toBe(1_795_000_000_000);
    for (const none of [undefined, '', 't=now', 't=-5', 't=1e3', 'v1=00']) expect(when(none)).toBeUndefined();
  });
});

describe('an event', () => {
  const meaning = (object: object, type?: string) =>
    stripeWebhook.read(event(object, type)).map(({ event: read }) => stripeWebhook.meaningOf(read))[0];

  it('is of the customer whose it is, or who it is', () => {
    const changed = { kind: 'account_changed', id: 'cus_A1' };
    expect(meaning({ object: 'customer', id: 'cus_A1' }, 'customer.updated')).toEqual(changed);
    expect(meaning({ object: 'invoice', id: 'in_1', customer: 'cus_A1' }, 'invoice.paid')).toEqual(changed);
    expect(meaning({ object: 'invoice', id: 'in_1', customer: { id: 'cus_A1' } }, 'invoice.paid')).toEqual(changed);
  });

  it('of nobody means nothing', () => {
    for (const customer of [null, undefined, '../x', ''])
      expect(meaning({ object: 'invoice', customer })).toBeUndefined();
  });

  it('is the same when it is sent again', () => {
    const sent = () =>
      stripeWebhook.read(event({ object: 'customer', id: 'cus_A1' })).map(({ deliveryId }) => deliveryId);
    expect([sent(), sent()]).toEqual([['evt_1'], ['evt_1']]);
  });

  it.each([
    [{}],
    [[]],
    [null],
    [{ id: 'evt_1', type: 'x' }],
    [{ id: '', type: 'x', data: { object: { object: 'a' } } }],
  ])('of another shape is refused: %j', (odd) => {
    expect(() => stripeWebhook.read(odd)).toThrow();
  });
});
