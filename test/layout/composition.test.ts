import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { API } from 'typescript/unstable/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forwardReferencesIn } from './forward-references.ts';
import { projectAt } from './typescript-project.ts';

const root = join(import.meta.dirname, '../..');
const composition = join(root, 'apps/api/src/composition');
const MAX_LINES = 150;

let api: API;
beforeAll(() => {
  api = new API({ cwd: root });
});
afterAll(() => api.close());

const files = async () => (await readdir(composition)).map((name) => join(composition, name));

it('nothing is handed a part that is only made further down', { timeout: 60_000 }, async () => {
  const { program, checker } = projectAt(api, join(root, 'tsconfig.json'));
  const found = (await files()).flatMap((file) => forwardReferencesIn(file, program, checker));
  expect(found.map(({ file, text }) => `${file.slice(composition.length + 1)}: ${text}`)).toEqual([]);
});

it('each file of the composition is one area, and short', async () => {
  const long = await Promise.all(
    (await files()).map(async (file) => ({ file, lines: (await readFile(file, 'utf8')).split('\n').length - 1 })),
  );
  expect(long.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
});

it('sees a part that is used before it is made, however it is reached, and leaves the others alone', async () => {
  const folder = await mkdtemp(join(root, 'test/layout/.forward-'));
  try {
    await writeFile(
      join(folder, 'sample.ts'),
      `declare function make(tell: () => unknown): { readonly a: number };
       export function createBad() {
         const one = make(() => late.a);
         const two = make(() => ({ late, own: () => fixed }));
         const three = make(() => byHoisting());
         const late = make(() => 1);
         const { a: fixed } = late;
         function byHoisting() { return late; }
         return { one, two, three };
       }
       export function createGood(given: { readonly late: number }) {
         const early = start();
         const one = make(() => { const late = 1; return [late, given.late, below]; });
         function start() { return 1; }
         return { one: () => one, early, late: () => { const one = 2; return one; } };
       }
       const below = 1;`,
    );
    await writeFile(join(folder, 'tsconfig.json'), '{"compilerOptions":{"strict":true},"files":["sample.ts"]}');
    const config = join(folder, 'tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)!;
    const found = forwardReferencesIn(join(folder, 'sample.ts'), project.program, project.checker);
    expect(found.map(({ text }) => text)).toEqual(['late', 'late', 'fixed', 'byHoisting']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
