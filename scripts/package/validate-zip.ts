import { type Finding, finding } from './finding.ts';
import { validatePackage } from './validate.ts';
import { unpack } from './zip.ts';

const WHY = {
  no_zip: 'It cannot be read as a zip. Build it again with npm run package.',
  too_large: 'It unpacks to more than 20 MB. Leave out what is no part of the app.',
} as const;

/** Of a whole zip, whoever made it. */
export function validateZip(bytes: Uint8Array): Finding[] {
  const unpacked = unpack(bytes);
  if (unpacked.kind === 'unreadable') return [finding('listing.unreadable_zip', 'zip', WHY[unpacked.why])];
  const links = unpacked.symlinks.map((path) => {
    return finding('symlink_in_zip', path, 'It is a link to another file. Put the file itself in its place.');
  });
  return [...links, ...validatePackage(unpacked.files)];
}
