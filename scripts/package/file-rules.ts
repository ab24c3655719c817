import type { Files } from './files.ts';
import { type Finding, finding } from './finding.ts';
import type { Rule } from './pack.ts';
import { readPicture } from './picture.ts';

const REFUSED = new Set(
  'rar zip gzip gz pdf doc docx avi bin bz bz2 csh sh jar mp3 mpeg odt pptx ppt xls xlsx 7z'.split(' '),
);
/** How the refused kinds begin, whatever they are called. */
const STARTS: readonly (readonly [string, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['gzip', [0x1f, 0x8b]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['bz2', [0x42, 0x5a, 0x68]],
  ['doc', [0xd0, 0xcf, 0x11, 0xe0]],
  ['mp3', [0x49, 0x44, 0x33]],
];
const LOGOS = [
  { path: 'assets/logo.png', side: 320 },
  { path: 'assets/logo-small.png', side: 128 },
];
const BANNER = 'assets/banner.png';

const kinds: Rule = ({ files }) => [...files].flatMap(([path, bytes]) => kindOf(path, bytes));

function kindOf(path: string, bytes: Uint8Array): Finding[] {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const start = STARTS.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte));
  const kind = start?.[0] ?? (REFUSED.has(extension) ? extension : undefined);
  if (kind === undefined) return [];
  return [finding('unsupported_mime_type_detected', path, `A package may hold no ${kind} files. Leave it out.`)];
}

const logos: Rule = ({ files }) => LOGOS.flatMap((logo) => logoFindings(files, logo));

function logoFindings(files: Files, { path, side }: (typeof LOGOS)[number]): Finding[] {
  const bytes = files.get(path);
  const wanted = `a PNG of ${side}x${side} with transparency (PNG-24)`;
  if (bytes === undefined) return [finding('listing.missing_logo', path, `It is missing. Add ${wanted}.`)];
  const picture = readPicture(bytes);
  if (picture?.width === side && picture.height === side && picture.isPng24) return [];
  const is = picture === undefined ? 'no PNG' : `${picture.width}x${picture.height}`;
  return [finding('listing.invalid_logo', path, `It is ${is}. Make it ${wanted}.`)];
}

const banner: Rule = ({ files }) => {
  const bytes = files.get(BANNER);
  if (bytes === undefined) return [];
  const picture = readPicture(bytes);
  if (picture === undefined) return [finding('banner.invalid_format', BANNER, 'It is no PNG. Save it as one.')];
  const size = `${picture.width}x${picture.height}`;
  if (size === '830x200' || size === '1660x400') return [];
  return [finding('banner.invalid_size', BANNER, `It is ${size}. Make it 830x200 or 1660x400.`)];
};

export const fileRules: readonly Rule[] = [kinds, logos, banner];
