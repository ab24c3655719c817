import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'apps/api/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ts$/.test(file) && !/\.(test|d)\.ts$/.test(file))
  .map((file) => ({ file: `apps/api/src/${file}`, text: readFileSync(join(root, 'apps/api/src', file), 'utf8') }));
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('what another program reads as a command', () => {
  it('no SQL is put together from texts: values travel beside it, names are quoted by the builder', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(filesWith(/\bsql\.raw\(/)).toEqual([]);
    // The number of a lock, which stands in the source.
    expect(filesWith(/\bsql\.lit\(/)).toEqual(['apps/api/src/store/migrate.ts']);
    // The names of its own channels, which stand in the source.
    expect(filesWith(/\.query\(\s*(?:`[^`]*\$\{|[^)`]*' ?\+)/)).toEqual([
      'apps/api/src/store/postgres-notifications.ts',
    ]);
  });

  it('no shell is started, and one program: git, by the command line alone, with its arguments as a list', () => {
    const git = 'apps/api/src/cli/git-texts.ts';
    expect(filesWith(/node:child_process/)).toEqual([git]);
    expect(sources.find(({ file }) => file === git)?.text).not.toMatch(/\bexec\(|\bspawn\(|shell: ?true/);
  });

  it('no text becomes a program', () => {
    expect(filesWith(/\beval\(|new Function\(|node:vm\b/)).toEqual([]);
  });

  it('messages of the log stand in the source', () => {
    const firsts = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\blog\.(?:info|warn|error)\(\s*([^\s])/g)].map(([, first]) => ({ file, first })),
    );
    expect(firsts.length).toBeGreaterThan(30);
    const others = firsts.filter(({ first }) => first !== "'").map(({ file }) => file);
    // One of three sentences of its own.
    expect(others).toEqual(['apps/api/src/composition/app.ts']);
  });
});
