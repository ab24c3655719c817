import { type Unzipped, unzipSync, zipSync } from 'fflate';
import type { Files } from './files.ts';
import { symlinksIn } from './zip-directory.ts';

/** Enough for any package, and no room for a zip that unpacks to more than memory holds. */
const MAX_BYTES = 20_000_000;

export type Unpacked =
  | { readonly kind: 'files'; readonly files: Files; readonly symlinks: readonly string[] }
  | { readonly kind: 'unreadable'; readonly why: 'no_zip' | 'too_large' };

/** The same files give the same bytes: sorted, stored as they are, and all of the same moment. */
export function pack(files: Files): Uint8Array {
  // A zip holds local time without a zone, so a local date is what comes out the same everywhere.
  const mtime = new Date(1980, 0, 1, 12);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { mtime, level: 0 });
}

export function unpack(bytes: Uint8Array): Unpacked {
  let size = 0;
  let unzipped: Unzipped;
  try {
    unzipped = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        size += originalSize;
        return size <= MAX_BYTES && !name.endsWith('/');
      },
    });
  } catch {
    return { kind: 'unreadable', why: 'no_zip' };
  }
  if (size > MAX_BYTES) return { kind: 'unreadable', why: 'too_large' };
  return { kind: 'files', files: new Map(Object.entries(unzipped)), symlinks: symlinksIn(bytes) };
}
