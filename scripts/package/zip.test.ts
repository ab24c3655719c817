import { afterEach, expect, it } from 'vitest';
import { bytesOf, type Files } from './files.ts';
import { pack, unpack } from './zip.ts';

const files: Files = new Map([
  ['manifest.json', bytesOf('{}')],
  ['assets/ü.svg', bytesOf('<svg/>')],
  ['a/empty', new Uint8Array()],
]);
const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

it('comes out as it went in', () => {
  const unpacked = unpack(pack(files));
  if (unpacked.kind !== 'files') throw new Error(unpacked.why);
  const plain = (of: Files) => Object.fromEntries([...of].map(([path, bytes]) => [path, [...bytes]]));
  expect(plain(unpacked.files)).toEqual(plain(files));
});

it('is the same wherever and in whatever order it is made', () => {
  const made = (tz: string, of: Files) => {
    process.env.TZ = tz;
    return Buffer.from(pack(of)).toString('hex');
  };
  const first = made('UTC', files);
  expect(made('Pacific/Kiritimati', files)).toBe(first);
  expect(made('America/Los_Angeles', new Map([...files].reverse()))).toBe(first);
  expect(made('UTC', new Map([...files, ['b', bytesOf('')]]))).not.toBe(first);
});

it('is not opened when it is cut short', () => {
  const zip = pack(files);
  expect(unpack(zip.subarray(0, zip.length - 10))).toEqual({ kind: 'unreadable', why: 'no_zip' });
});
