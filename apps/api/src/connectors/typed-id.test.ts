import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { createIdReader } from './read-typed-id.ts';

let read: ReturnType<typeof createIdReader>;
beforeAll(async () => {
  read = createIdReader(await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000)));
});

const one = (id: string) => ({ kind: 'one', id });
const several = (...ids: string[]) => ({ kind: 'several', ids });
const unreadable = { kind: 'unreadable' };

describe('an id somebody typed', () => {
  it.each<[string, string, object]>([
    ['stripe', ' cus_Ex1 ', one('cus_Ex1')],
    ['stripe', 'https://dashboard.stripe.com/customers/cus_Ex1', one('cus_Ex1')],
    ['stripe', 'cus_Ex1 (main)', one('cus_Ex1')],
    ['stripe', 'cus_Ex1;cus_Ex2', several('cus_Ex1', 'cus_Ex2')],
    ['stripe', 'cus_E\u200bx1', one('cus_Ex1')],
    ['stripe', 'cus_Ex１', one('cus_Ex1')],
    // What goes on is another id, never the beginning of this one.
    ['stripe', 'cus_Exé', unreadable],
    ['stripe', 'cus_Ex1_2', unreadable],
    ['stripe', 'Northwind', unreadable],
    ['hubspot', '6100000101', one('6100000101')],
    ['hubspot', '123\u200b45', one('12345')],
    ['hubspot', '10, 11', several('10', '11')],
    // A number within words may be anything.
    ['hubspot', 'Northwind 42', unreadable],
    ['hubspot', '#42', unreadable],
    ['hubspot', 'https://app.hubspot.com/contacts/48160021/record/0-2/6100000101', one('6100000101')],
    ['hubspot', 'https://app.hubspot.com/contacts/48160021/company/6100000101?x=1', one('6100000101')],
    ['hubspot', 'https://app.hubspot.com/contacts/999/record/0-2/6100000101', unreadable],
    ['posthog', 'acct_1', one('acct_1')],
    ['posthog', 'Northwind Traders', one('Northwind Traders')],
    ['posthog', 'acct_1, acct_2', several('acct_1', 'acct_2')],
    ['posthog', '\u200bacct_1', one('acct_1')],
    ['posthog', 'n/a', unreadable],
    ['posthog', '-', unreadable],
  ])('%s: %j', (connector, text, expected) => {
    expect(read(connector, text)).toEqual(expected);
  });
});
