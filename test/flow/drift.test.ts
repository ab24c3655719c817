import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapDrift } from '@sidelight/api/cli/map-drift.ts';
import { Observed } from '@sidelight/shared/map/observation.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let lead: string;
let folder: string;
beforeAll(async () => {
  product = await startProduct();
  lead = await product.session('lead');
  folder = await mkdtemp(join(tmpdir(), 'sidelight-drift-'));
  await cp(join(import.meta.dirname, '../../map'), join(folder, 'map'), { recursive: true });
});
afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true });
});

async function drift(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await mapDrift.run(['--server', product.url, '--token', lead, ...args], {
    cwd: folder,
    env: {},
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
    },
    now: Date.now,
    signal: AbortSignal.timeout(10_000),
  });
  return { code, ...said };
}
const observed = async () => {
  const answer = await fetch(`${product.url}/v1/map/observed`, { headers: { authorization: `Bearer ${lead}` } });
  return Observed.parse(await answer.json()).all;
};

it('says what was seen and is not declared, with a patch that mends it', async () => {
  expect((await drift()).out).toMatch(/nothing was seen/);
  const token = await product.session('lead');
  const openAll = async () => {
    for (const { ticketId } of product.world.tickets) {
      await product.stream(token, { ticketId: String(ticketId) });
      // Fields are looked at now and then, not at every opening.
      await new Promise((resolve) => setTimeout(resolve, 260));
    }
  };
  await openAll();
  await expect.poll(async () => (await observed()).length, { timeout: 20_000, interval: 500 }).toBeGreaterThan(20);
  const seen = await observed();
  expect(seen.filter(({ kind }) => kind === 'call').map(({ name }) => name)).toContain('billing/stripe');
  expect(JSON.stringify(seen), 'nothing about anybody').not.toMatch(/@|Dana/);

  // On a busy machine the one ticket with a new word may have been opened between two looks.
  for (let round = 0; round < 2 && (await drift()).code === 0; round++) await openAll();
  const { code, out } = await drift();
  expect(code).toBe(1);
  expect(out, 'every flow of ours was seen').not.toMatch(/was never seen/);
  expect(out).toMatch(/plan\.entitlement holds "[^"]+", which has no word yet/);
  const { out: patch } = await drift('--patch');
  await writeFile(join(folder, 'drift.patch'), patch);
  execFileSync('git', ['init', '-q'], { cwd: folder });
  execFileSync('git', ['apply', 'drift.patch'], { cwd: folder });
  const after = await drift();
  expect(after.out).not.toMatch(/has no word yet/);
}, 60_000);

it('asks for a token of a lead, and a number of days', async () => {
  lead = await product.session('agent');
  expect(await drift()).toMatchObject({
    code: 1,
    err: expect.stringMatching(/neither lead nor admin \(403\).*docs\/cli\.md/),
  });
  expect(await drift('--days', 'many')).toMatchObject({ code: 2, err: expect.stringMatching(/^--days takes a whole/) });
  expect(await drift('--dyas', '7')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^There is no option --dyas/),
  });
  lead = 'made-up';
  expect(await drift()).toMatchObject({ code: 1, err: expect.stringMatching(/does not take this --token \(401\)/) });
});
