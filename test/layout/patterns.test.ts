import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folders = ['apps/api/src', 'apps/sidebar/src', 'packages/shared/src'];

/** A pattern as it stands in a source, where a value can stand. */
const LITERAL =
  /(?<=[=(,:!&|?;{}[\n]\s*|return\s+|=>\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/g;
const found = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .flatMap((file) =>
      [...readFileSync(join(root, folder, file), 'utf8').matchAll(LITERAL)].flatMap(([, source = '', flags = '']) => {
        const name = `${folder}/${file} /${source}/`;
        try {
          return [{ name, pattern: new RegExp(source, `${flags.replace(/[gy]/g, '')}g`) }];
        } catch {
          // Something between two slashes that is none.
          return [];
        }
      }),
    ),
);

/** Patient with short texts, and given nothing else: why. */
const SHORT: ReadonlyMap<string, string> = new Map([
  [
    String.raw`apps/api/src/connectors/http/public-address.ts /(\d+)\.(\d+)\.(\d+)\.(\d+)$/`,
    'an address of the network',
  ],
  ['apps/api/src/connectors/stripe/money.ts /0+$/', 'the digits of a whole number'],
  [String.raw`apps/api/src/connectors/zendesk/sync/spelling.ts /\.?0+$/`, 'a number of at most 300 digits'],
  ['apps/api/src/context/identify/search-text.ts /[/?#].*$/', 'what somebody types to search for, in one line'],
]);

const REPEATED = [' ', '\t', '\n', 'a', 'A', '0', '1', '<', '>', '&', '@', '.', '-', '_', '/', ':', '"', '(', ')', '['];
const PAIRS = [
  '{{',
  '`',
  '+',
  '#',
  '=',
  '%',
  '\\',
  '$',
  '|',
  '*',
  'a.',
  'a-',
  'a ',
  '1 ',
  'a@',
  '1x',
  '(01',
  ' +1',
  'é',
];
const BEFORE = ['', 'a', 'a@', '1.'];
const BEHIND = ['', '\0x'];
const [FEW, MANY] = [1000, 8000];
/** A linear one is through with either in a tenth of that. */
const SUSPECT_MS = 0.3;
const SLOW_MS = 20;

function slowOn(pattern: RegExp): string | undefined {
  for (const unit of [...REPEATED, ...PAIRS])
    for (const before of BEFORE)
      for (const behind of BEHIND) {
        const tookMs = (length: number) => {
          const text = before + unit.repeat(length / unit.length) + behind;
          const startedAt = performance.now();
          text.replace(pattern, '');
          return performance.now() - startedAt;
        };
        if (tookMs(FEW) < SUSPECT_MS) continue;
        // Whatever else the machine does: the best of three.
        if (Math.min(tookMs(MANY), tookMs(MANY), tookMs(MANY)) > SLOW_MS) return JSON.stringify([before, unit, behind]);
      }
  return undefined;
}

it('no pattern takes long for what somebody else has written, however it was made up', () => {
  expect(found.length).toBeGreaterThan(300);
  const slow = found.flatMap(({ name, pattern }) => {
    const by = slowOn(pattern);
    return by === undefined ? [] : [{ name, by }];
  });
  expect(slow.filter(({ name }) => !SHORT.has(name))).toEqual([]);
  const names = new Set(found.map(({ name }) => name));
  expect([...SHORT.keys()].filter((name) => !names.has(name))).toEqual([]);
});
