import type { BrandsRecord } from '@sidelight/shared/record/helpdesk.ts';
import { expect, it } from 'vitest';
import type { Gaps } from '../connectors/port.ts';
import { createPolicy } from '../connectors/resilience/policy.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { zendeskEntry } from '../connectors/zendesk/entry.ts';
import { createHelpdeskHosts } from './helpdesk-hosts.ts';

const signal = new AbortController().signal;
const budget = {
  ...{ timeoutMs: 1500, retries: 0, concurrency: 5 },
  breaker: { consecutive: 5, ratio: 0.5, minimum: 10, windowMs: 30_000, openMs: 5000, maxOpenMs: 60_000 },
};

function open(answer: () => Promise<BrandsRecord>, missing: { gaps?: Gaps } = {}) {
  const clock = { ms: 0 };
  const asked: number[] = [];
  const brands = async () => {
    asked.push(clock.ms);
    return { record: await answer(), source: { type: 'brands', id: 'brands' }, ...missing };
  };
  const connector = { id: 'x', reads: { brands }, derived: {} };
  const policy = createPolicy(budget as Parameters<typeof createPolicy>[0], {
    ...{ now: () => clock.ms, random: () => 0 },
    onOutcome() {},
  });
  const isOwnHost = createHelpdeskHosts(
    'acme.zendesk.com',
    () => ({ connector, policy }),
    () => clock.ms,
  );
  return { clock, asked, isOwn: (host: string) => isOwnHost(host, signal) };
}

it('the account’s own host is known without asking anybody', async () => {
  const { asked, isOwn } = open(async () => ({ hosts: [] }));
  expect(await isOwn('acme.zendesk.com')).toBe(true);
  expect(asked).toEqual([]);
});

it('another is one of its brands’, asked for once in a while, and again for one that is new', async () => {
  const hosts = ['acme.zendesk.com', 'acme-eu.zendesk.com'];
  const { clock, asked, isOwn } = open(async () => ({ hosts }));
  expect(await isOwn('acme-eu.zendesk.com')).toBe(true);
  expect(await isOwn('evil.zendesk.com')).toBe(false);
  expect(asked).toHaveLength(1);
  hosts.push('acme-us.zendesk.com');
  clock.ms += 60_000;
  expect(await isOwn('acme-us.zendesk.com')).toBe(true);
  expect(await isOwn('acme-eu.zendesk.com')).toBe(true);
  expect(asked).toHaveLength(2);
});

it('any will do while a brand was left out: it may be that one', async () => {
  const gaps = { isCutShort: false, leftOut: 1 };
  const { asked, isOwn } = open(async () => ({ hosts: ['acme.zendesk.com'] }), { gaps });
  expect(await isOwn('acme-eu.zendesk.com')).toBe(true);
  expect(await isOwn('acme-eu.zendesk.com')).toBe(true);
  expect(asked).toHaveLength(1);
});

it('any will do while the helpdesk does not say', async () => {
  const { isOwn } = open(() => Promise.reject(new UpstreamError('forbidden')));
  expect(await isOwn('acme-eu.zendesk.com')).toBe(true);
  const isOwnHost = createHelpdeskHosts(
    'acme.zendesk.com',
    () => undefined,
    () => 0,
  );
  expect(await isOwnHost('acme-eu.zendesk.com', signal)).toBe(true);
});

it.each([
  ['https://acme-eu.zendesk.com', true],
  ['http://acme.zendesk.com', false],
  ['https://acme.zendesk.com:443', false],
  ['https://acme.zendesk.com/', false],
  ['https://a.b.zendesk.com', false],
  ['https://acme.zendesk.com.evil.example', false],
  ['https://evilzendesk.com', false],
  ['https://-.zendesk.com', false],
  ['null', false],
])('the vendor’s own address: %s is one: %s', (origin, expected) => {
  expect(zendeskEntry.isOrigin(origin)).toBe(expected);
});
