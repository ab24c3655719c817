import type { z } from 'zod';
import { type Files, textOf } from './files.ts';
import { Manifest, Requirements, Translation } from './manifest-schema.ts';
import { PackageError } from './package-error.ts';
import { unpack } from './zip.ts';

export interface Package {
  readonly manifest: Manifest;
  /** By locale; the listing shows `en`. */
  readonly translations: ReadonlyMap<string, Translation>;
  /** Without a requirements.json: none of each kind. */
  readonly requirements: Requirements;
  readonly files: Files;
}

/** A package as a helpdesk takes it in on upload. Throws a `PackageError` that names the file and the place. */
export function readPackage(bytes: Uint8Array): Package {
  const unpacked = unpack(bytes);
  if (unpacked.kind === 'unreadable') throw new PackageError('This is no package: it cannot be read as a zip.');
  const { files } = unpacked;
  const translations = [...files.keys()].flatMap((path): [string, Translation][] => {
    const locale = /^translations\/([^/]+)\.json$/.exec(path)?.[1];
    return locale === undefined ? [] : [[locale, parseFile(files, path, Translation)]];
  });
  return {
    manifest: parseFile(files, 'manifest.json', Manifest),
    translations: new Map(translations),
    requirements: files.has('requirements.json')
      ? parseFile(files, 'requirements.json', Requirements)
      : Requirements.parse({}),
    files,
  };
}

export function parseFile<T>(files: Files, path: string, schema: z.ZodType<T>): T {
  const bytes = files.get(path);
  if (bytes === undefined) throw new PackageError(`There is no ${path} in the package. Add it.`);
  const parsed = schema.safeParse(jsonIn(path, textOf(bytes)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PackageError(`${path}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}. Mend it there.`);
}

function jsonIn(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PackageError(`${path} is no JSON. Mend it.`);
  }
}
