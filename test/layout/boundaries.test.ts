import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ioLibraries, rules } from './import-rules.ts';

const root = join(import.meta.dirname, '../..');

interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

const isSource = (file: string) => !/\.(test|d)\.tsx?$/.test(file);

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules') && !file.includes('dist/'))
    .map((file) => `${folder}/${file}`);
}
const sourcesBelow = (folder: string) => filesBelow(folder).filter(isSource);

/** Every import of a file: relative ones as paths from the root, packages by name. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [
    ...text.matchAll(/^import\b[^'`;=]*'([^']+)'/gm),
    ...text.matchAll(/^export\b[^'`;=]*\bfrom\s+'([^']+)'/gm),
    ...text.matchAll(/\bimport\('([^']+)'\)/g),
  ];
  return found.map((match) => {
    const target = match[1]!;
    const isRelative = target.startsWith('.');
    return {
      file,
      line: text.slice(0, match.index).split('\n').length,
      target: isRelative ? relative(root, resolve(root, dirname(file), target)) : target,
    };
  });
}

const say = ({ file, line, target }: Import) => `${file}:${line} must not import ${target}`;

const product = ['packages/shared/src', 'apps/api/src', 'apps/sidebar/src', 'scripts/package'].flatMap(sourcesBelow);
const imports = product.flatMap(importsOf);

describe('who may import whom', () => {
  it.each(rules)('$name reaches only what it may', ({ from, may }) => {
    const strays = imports.filter(({ file, target }) => {
      const rule = rules.find((candidate) => candidate.from.test(file));
      if (rule?.from !== from) return false;
      const vendor = /^apps\/api\/src\/connectors\/[a-z]+\//.exec(file)?.[0];
      if (vendor && target.startsWith(vendor)) return false;
      return !may.some((allowed) => allowed.test(target));
    });
    expect(strays.map(say)).toEqual([]);
  });

  it('leaves no file without a rule but those that see everything, and no rule without a file', () => {
    const seesAll = /^apps\/api\/src\/(composition\/|cli\/|main\.ts$|serve\.ts$)/;
    const entries = /^apps\/(api\/src\/(log|steady-clock)|sidebar\/src\/([a-z-]+|host\/[a-z-]+))\.ts$/;
    const ruleOf = (file: string) => rules.find(({ from }) => from.test(file));
    expect(product.filter((file) => !ruleOf(file) && !seesAll.test(file) && !entries.test(file))).toEqual([]);
    const used = new Set(product.map(ruleOf));
    expect(rules.filter((rule) => !used.has(rule)).map(({ name }) => name)).toEqual([]);
  });

  it('goes round in no circle', () => {
    const importedBy = Map.groupBy(imports, ({ file }) => file);
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const { target } of importedBy.get(file) ?? []) if (importedBy.has(target)) visit(target, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of importedBy.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('no vendor knows another', () => {
    const strays = imports.filter(({ file, target }) => {
      const [own] = /connectors\/(?!http|resilience)[a-z]+(?=\/)/.exec(file) ?? [];
      const [other] = /connectors\/(?!http|resilience)[a-z]+(?=\/)/.exec(target) ?? [];
      return own && other && own !== other;
    });
    expect(strays.map(say)).toEqual([]);
  });

  it('each library that does IO is imported by one file', () => {
    const strays = imports.filter(({ file, target }) => ioLibraries[target] && !ioLibraries[target].includes(file));
    expect(strays.map(say)).toEqual([]);
  });

  it('only the entry sees the helpdesk’s SDK', () => {
    const strays = imports.filter(
      ({ file, target }) =>
        /host\/(zaf|load-sdk)\.ts$/.test(target) &&
        !/^apps\/sidebar\/src\/(main|leads|nav-bar|top-bar|background|connect|host\/[a-z-]+)\.ts$/.test(file),
    );
    expect(strays.map(say)).toEqual([]);
  });

  it('the API and the sidebar import nothing of the tests', () => {
    expect(imports.filter(({ target }) => /^(test\/|@sidelight\/test)/.test(target)).map(say)).toEqual([]);
  });
});

describe('how a file looks', () => {
  const all = [...product, ...sourcesBelow('test')];
  const linesOf = (file: string) => readFileSync(join(root, file), 'utf8').split('\n').length - 1;

  it('is at most 300 lines, tests and types too', () => {
    const lengths = ['packages', 'apps', 'scripts', 'test']
      .flatMap(filesBelow)
      .map((file) => ({ file, lines: linesOf(file) }));
    expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  });

  it('is under 70 lines in half of the product', () => {
    const sorted = product.map(linesOf).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(70);
  });

  it('has a name that says what is inside', () => {
    expect(all.filter((file) => /(^|[/-])(utils?|helpers?|common|services|misc)([./-]|$)/.test(file))).toEqual([]);
    const wrong = all.filter((file) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      // A view that is a plain function of state is named like a function; a component like a component.
      return !/^([a-z0-9-]+(\.test|\.d)?\.tsx?|[A-Z][A-Za-z]+\.tsx)$/.test(name);
    });
    expect(wrong).toEqual([]);
  });

  it('leaves nothing for later, and steers by no message', () => {
    const strays = product.flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return [...text.matchAll(/\bTODO\b|\bFIXME\b|\.message\s*(===|!==|\.includes|\.match)/g)].map(
        (m) => `${file}:${text.slice(0, m.index).split('\n').length} ${m[0]}`,
      );
    });
    expect(strays).toEqual([]);
  });
});
