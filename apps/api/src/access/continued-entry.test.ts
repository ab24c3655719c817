import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createContinuedEntries } from './continued-entry.ts';

const tenant = requireTenant('acme');
const entry = { tenant, installationId: '88', userId: '7005' };

function open() {
  const clock = { ms: 1_000_000 };
  const taken = new Set<string>();
  const entries = createContinuedEntries([Buffer.alloc(32, 1)], {
    now: () => clock.ms,
    async takeOnce(of, name) {
      const isFirst = !taken.has(`${of} ${name}`);
      taken.add(`${of} ${name}`);
      return isFirst;
    },
  });
  return { clock, ...entries };
}

it('is the same entry once more, and no third time', async () => {
  const { issue, open: read } = open();
  const text = issue(entry, 'nav_bar');
  const found = read(text, 'nav_bar');
  expect(found).toMatchObject(entry);
  expect(await found?.take()).toBe('first');
  expect(await read(text, 'nav_bar')?.take()).toBe('replayed');
  expect(await read(issue(entry, 'nav_bar'), 'nav_bar')?.take()).toBe('first');
});

it('is none for another place, after ten minutes, signed by another key, or changed', () => {
  const { clock, issue, open: read } = open();
  const text = issue(entry, 'nav_bar');
  expect(read(text, 'ticket_sidebar')).toBeUndefined();
  const [payload, mac] = text.split('.');
  const other = Buffer.from(JSON.stringify({ t: 'other', i: '88', u: '7005', l: 'nav_bar', n: '', e: 9e9 }));
  expect(read(`${other.toString('base64url')}.${mac}`, 'nav_bar')).toBeUndefined();
  expect(read(`${payload}.${payload}`, 'nav_bar')).toBeUndefined();
  const strange = createContinuedEntries([Buffer.alloc(32, 2)], { now: () => clock.ms, takeOnce: async () => true });
  expect(read(strange.issue(entry, 'nav_bar'), 'nav_bar')).toBeUndefined();
  clock.ms += 10 * 60_000;
  expect(read(text, 'nav_bar')).toBeUndefined();
});
