import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookUpsIn } from './name-look-ups.ts';
import { projectAt } from './typescript-project.ts';

const root = join(import.meta.dirname, '../..');
const product = /^(?:packages\/shared|apps\/api|apps\/sidebar)\/src\//;

/** Where `table[name]` stays, and why nothing inherited can be found by it. */
const allowed: Readonly<Record<string, string>> = {
  'packages/shared/src/own-property.ts table[name]': 'asked for right after Object.hasOwn',
  'apps/api/src/context/read/derive.ts answers[name]': 'written to; the names stand in the vendor’s own code',
  'apps/api/src/setup/endpoints.ts typed[name]': 'written to; the names stand in the vendor’s own code',
  'apps/sidebar/src/host/zaf.ts seen[key]': 'written to; both names stand a few lines below',
};

let api: API;
beforeAll(() => {
  api = new API({ cwd: root });
});
afterAll(() => api.close());

it('names that are only known at run time are looked up as own properties alone', { timeout: 180_000 }, () => {
  const { program, checker } = projectAt(api, join(root, 'tsconfig.json'));
  const files = program
    .getSourceFileNames()
    .filter((file) => product.test(file.slice(root.length + 1)) && !/\.test\.tsx?$|node_modules/.test(file));
  expect(files.length).toBeGreaterThan(300);
  const found = files
    .flatMap((file) => lookUpsIn(file, program, checker))
    .map(({ file, text }) => `${file.slice(root.length + 1)} ${text}`);
  expect(found.filter((one) => !Object.hasOwn(allowed, one))).toEqual([]);
  expect(Object.keys(allowed).filter((one) => !found.includes(one))).toEqual([]);
});

it('sees each way to look up an inherited name, and leaves closed names and lists alone', async () => {
  const folder = await mkdtemp(join(root, 'test/layout/.look-ups-'));
  try {
    await writeFile(
      join(folder, 'sample.ts'),
      `declare const table: Record<string, number>; declare const maybe: Record<string, number> | undefined;
       declare const name: string; declare const closed: 'a' | 'b'; declare const list: number[]; declare const at: number;
       export const bad = [table[name], maybe?.[name], table[\`x.\${name}\`], name in table];
       export const good = [table[closed], table.a, list[at], 'a' in table];`,
    );
    await writeFile(join(folder, 'tsconfig.json'), '{"compilerOptions":{"strict":true},"files":["sample.ts"]}');
    const project = api
      .updateSnapshot({ openProjects: [join(folder, 'tsconfig.json')] })
      .getProject(join(folder, 'tsconfig.json'))!;
    const found = lookUpsIn(join(folder, 'sample.ts'), project.program, project.checker);
    expect(found.map(({ text }) => text)).toEqual([
      'table[name]',
      'maybe?.[name]',
      expect.stringMatching(/^table\[`x/),
      'name in table',
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
