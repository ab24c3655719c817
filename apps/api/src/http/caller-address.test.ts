import { expect, it } from 'vitest';
import { TrustedProxies } from '../config/trusted-proxies.ts';
import { createCallerAddress } from './caller-address.ts';

const trusted = TrustedProxies.parse('127.0.0.1, 10.1.0.0/16, 2001:db8:f::/48');
const asked = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as never;

it.each([
  ['nobody in between', '203.0.113.7', undefined, '203.0.113.7'],
  ['written as version 6', '::ffff:203.0.113.7', undefined, '203.0.113.7'],
  ['a header from somebody who is no proxy', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['one proxy', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['two proxies', '127.0.0.1', '203.0.113.7, 10.1.2.3', '203.0.113.7'],
  ['what the caller wrote before', '127.0.0.1', '198.51.100.9, 203.0.113.7', '203.0.113.7'],
  ['what the caller wrote, as if it were a proxy', '127.0.0.1', '198.51.100.9, 10.9.9.9, 203.0.113.7', '203.0.113.7'],
  ['a proxy that says nothing', '127.0.0.1', undefined, undefined],
  ['nonsense', '127.0.0.1', 'unknown', undefined],
  ['an inside caller', '127.0.0.1', '192.168.7.7', undefined],
  ['a proxy nobody has named', '10.2.0.1', '203.0.113.7', undefined],
  ['version 6, by its network', '2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['version 6, shortened', '2001:db8::6', undefined, '2001:db8:0:0::/64'],
  ['version 6, through a proxy', '2001:db8:f::1', '2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['no socket any more', '', undefined, undefined],
])('%s', (_, remote, forwarded, address) => {
  expect(createCallerAddress(trusted)(asked(remote, forwarded))).toBe(address);
});

it('believes no header where no proxy is named', () => {
  expect(createCallerAddress(undefined)(asked('127.0.0.1', '203.0.113.7'))).toBeUndefined();
  expect(createCallerAddress(undefined)(asked('203.0.113.9', '203.0.113.7'))).toBe('203.0.113.9');
});

it.each(['', 'x', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.0/8/8', '::/129', '1.2.3.4,'])(
  '“%s” is no list of proxies',
  (text) => {
    expect(TrustedProxies.safeParse(text).success).toBe(false);
  },
);
