import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createAuditKeyring } from './marks.ts';

const acme = requireTenant('acme');

it('a key in the place of one that does not open is tried again after a minute, and the kept one no more', async () => {
  const [kept, other] = [randomBytes(32), randomBytes(32)];
  let isMadeDo = true;
  let asked = 0;
  let nowMs = 0;
  const keysOf = createAuditKeyring({
    steadyNow: () => nowMs,
    async keyOf() {
      asked++;
      return { bytes: isMadeDo ? other : kept, isMadeDo };
    },
  });
  const mark = async () => (await keysOf(acme)).subject('1');
  const makeshift = await mark();
  isMadeDo = false;
  nowMs = 59_000;
  expect(await mark()).toBe(makeshift);
  nowMs = 61_000;
  expect(await mark()).not.toBe(makeshift);
  nowMs = 1e9;
  await mark();
  expect(asked).toBe(2);
});

it('a key that could not be read is asked for by whoever comes next', async () => {
  let asked = 0;
  const keysOf = createAuditKeyring({
    steadyNow: () => 0,
    async keyOf() {
      if (++asked === 1) throw new Error('away');
      return { bytes: randomBytes(32), isMadeDo: false };
    },
  });
  await expect(keysOf(acme)).rejects.toThrow('away');
  await keysOf(acme);
  expect(asked).toBe(2);
});
