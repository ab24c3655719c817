import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMaps } from '@sidelight/api/map/load-maps.ts';
import { isMapError, type MapError } from '@sidelight/api/map/map-error.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoTexts, faultsOf, withChange } from './demo-map.ts';

const ours = join(import.meta.dirname, '../../map');
const BILLING = 'systems/billing.yaml';
let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'faults-'));
});
afterAll(() => rm(parent, { recursive: true }));

async function refusal(folder: string): Promise<MapError> {
  const error = await loadMaps(folder, AbortSignal.timeout(5000)).catch((e: unknown) => e);
  if (!isMapError(error)) throw error;
  return error;
}

it.each([
  ['main.(', 'at its end, character 6, after “main.(”: Expected ")" before end of expression'],
  ['main.seats +* 2 + 1', 'at character 15, after “main.seats +* 2”: Syntax error: 2'],
  [
    'main.seats ? main.planName & main.interval main.seats : 0',
    'at character 47, after “…ame & main.interval main”: Syntax error: "main"',
  ],
])('an expression that does not parse: %s', async (expression, where) => {
  const texts = withChange(await demoTexts(), BILLING, (text) =>
    text.replace('value: main.seats', `value: '${expression}'`),
  );
  const [fault, ...rest] = faultsOf(texts);
  expect(rest).toEqual([]);
  expect(fault).toMatchObject({ file: BILLING, column: 12 });
  expect(fault?.message).toBe(`fields.plan.seats.value: not a JSONata expression: ${where}`);
});

it('everything that is wrong in a file, and in all files, is said at once', async () => {
  let texts = withChange(await demoTexts(), BILLING, (text) =>
    text.replace('value: main.seats', "value: 'main.('").replace('timeoutMs: 1500', 'timeoutMs: fast'),
  );
  texts = withChange(texts, 'cards.yaml', (text) => `${text}\n\tx: 1\n`);
  texts = withChange(texts, 'systems/crm.yaml', (text) => text.replace('class: internal', 'klass: internal'));
  const seen = faultsOf(texts).map(({ file, message }) => `${file} ${message}`);
  for (const part of [
    'systems/billing.yaml budget.timeoutMs: write a number',
    'systems/billing.yaml fields.plan.seats.value: not a JSONata expression',
    'cards.yaml not valid YAML: ',
    'systems/crm.yaml fields.',
  ])
    expect(
      seen.filter((line) => line.startsWith(part)),
      part,
    ).not.toEqual([]);
});

it.each([
  [
    'an address',
    'statusPage: https://www.stripestatus.com',
    'statusPage: stripestatus',
    'connectors.stripe.statusPage: write a web address, with https:// in front',
  ],
  ['a number too small', 'timeoutMs: 1500', 'timeoutMs: 3', 'budget.timeoutMs: write a number of 50 or more'],
  ['a number too large', 'timeoutMs: 1500', 'timeoutMs: 9000', 'budget.timeoutMs: write a number up to 4000'],
  ['nothing is allowed', 'ratio: 0.5', 'ratio: 0', 'budget.breaker.ratio: write a number above 0'],
  ['part of a number', 'concurrency: 20', 'concurrency: 2.5', 'budget.concurrency: write a whole number'],
  ['a day that is none', 'reviewed: 2026-11-16', 'reviewed: 2026-13-40', 'reviewed: write a day as YYYY-MM-DD'],
  ['a name', 'system: billing', 'system: Billing!', 'system: write it in small letters and _, beginning with a letter'],
  [
    'the name of a part',
    '{ more: {',
    '{ More!: {',
    'fields.plan.name.explain.parts.More!: write it in small letters and _, beginning with a letter',
  ],
])('what to write instead, in words: %s', async (_what, written, wrong, message) => {
  const seen = faultsOf(withChange(await demoTexts(), BILLING, (text) => text.replace(written, wrong)));
  expect(seen.map((fault) => fault.message)).toContain(message);
});

it('expressions in explanations are looked at although the file has other faults', async () => {
  const texts = withChange(await demoTexts(), BILLING, (text) =>
    text.replace('others > 0 ? others', 'others > (').replace('timeoutMs: 1500', 'timeoutMs: fast'),
  );
  const messages = faultsOf(texts).map(({ message }) => message);
  expect(messages).toContain('budget.timeoutMs: write a number');
  expect(messages.join()).toContain('fields.plan.name.explain.parts.more.value: not a JSONata expression');
});

it('so it is where files are missing or cannot be read, and in the maps of single helpdesks', async () => {
  const folder = await mkdtemp(join(parent, 'map-'));
  await cp(ours, folder, { recursive: true });
  await cp(ours, join(folder, 'tenants/other'), { recursive: true });
  await rm(join(folder, 'flows.yaml'));
  await writeFile(join(folder, 'teams.yaml'), Buffer.from([0xe9, 0x0a]));
  await writeFile(join(folder, 'cards.yaml'), 'cards: 3\n');
  const own = join(folder, 'tenants/other', BILLING);
  await writeFile(own, (await readFile(own, 'utf8')).replace('value: main.seats', "value: 'main.('"));
  const files = (await refusal(folder)).faults.map(({ file }) => file);
  expect(files).toEqual(expect.arrayContaining(['flows.yaml', 'teams.yaml', 'cards.yaml', `tenants/other/${BILLING}`]));
});

it('a folder that is none, is a file or holds no map is said in a sentence, without a line', async () => {
  const nowhere = join(parent, 'nowhere');
  expect((await refusal(nowhere)).message).toBe(
    `the map cannot be used:\n  There is no folder ${nowhere}. Write the folder of the map as MAP_DIR.`,
  );
  const file = join(parent, 'file');
  await writeFile(file, '');
  expect((await refusal(file)).message).toContain(`${file} is not a folder. Write the folder of the map as MAP_DIR.`);
  const empty = join(parent, 'empty');
  await mkdir(empty);
  expect((await refusal(empty)).message).toContain(`The folder ${empty} holds no map: there is neither systems/ nor `);
});
