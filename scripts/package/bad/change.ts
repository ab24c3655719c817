import { bytesOf, type Files, textOf } from '../files.ts';
import type { FindingKey } from '../finding.ts';

/** What a package has done to it, and everything the validator has to say of it then. */
export interface Bad {
  readonly what: string;
  readonly change: (files: Files) => Files;
  readonly keys: readonly FindingKey[];
}

export const bad = (what: string, change: Bad['change'], ...keys: FindingKey[]): Bad => ({ what, change, keys });

export const put = (path: string, content: string | Uint8Array) => (files: Files) =>
  new Map([...files, [path, typeof content === 'string' ? bytesOf(content) : content]]);

export const putJson = (path: string, value: unknown) => put(path, JSON.stringify(value));

export const drop = (path: string) => (files: Files) => new Map([...files].filter(([name]) => name !== path));

/** Keys given as undefined are taken out. */
export const manifest = (change: Record<string, unknown>) => (files: Files) => {
  const now: Record<string, unknown> = JSON.parse(textOf(files.get('manifest.json') ?? new Uint8Array()));
  return putJson('manifest.json', { ...now, ...change })(files);
};

export const both =
  (first: Bad['change'], second: Bad['change']): Bad['change'] =>
  (files) =>
    second(first(files));

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
