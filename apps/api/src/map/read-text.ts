import { open } from 'node:fs/promises';
import { MapError, type MapFault } from './map-error.ts';

/** Far more than any map: what is larger is another file, or something is wrong with it. */
const MAX_BYTES = 1_000_000;

/** The text of one file of the map, `name` below the map's folder. Rejects with MapError when it is none. */
export async function readText(path: string, name: string, signal: AbortSignal): Promise<string> {
  const bytes = await readBytes(path, name, signal).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof MapError || error.code === undefined || signal.aborted) throw error;
    throw fault(name, 1, error.code === 'ENOENT' ? `is missing from ${path.slice(0, -name.length)}` : cannot(error));
  });
  const text = decode(bytes);
  if (text === undefined) throw fault(name, wrongLine(bytes), 'this is not UTF-8; save the file as UTF-8 text');
  return text;
}

async function readBytes(path: string, name: string, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted();
  // Without waiting: a pipe in its place would never be opened.
  const file = await open(path, 'r');
  try {
    const about = await file.stat();
    if (!about.isFile()) throw fault(name, 1, 'is not a file; put the YAML file in its place');
    if (about.size > MAX_BYTES)
      throw fault(name, 1, `has ${about.size} bytes, and a file of the map ${MAX_BYTES} at most; shorten it`);
    return await file.readFile({ signal });
  } finally {
    await file.close();
  }
}

const cannot = ({ code }: NodeJS.ErrnoException): string =>
  `cannot be read (${code}); let whoever runs Sidelight read it`;

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const NEWLINE = 0x0a;

/** The line of the first byte that is no text. */
function wrongLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(NEWLINE, start);
    const next = end === -1 ? bytes.length : end + 1;
    if (decode(bytes.subarray(start, next)) === undefined) return line;
    start = next;
  }
  return line;
}

const fault = (file: string, line: number, message: string): MapError => {
  const one: MapFault = { file, line, column: 1, message };
  return new MapError([one]);
};
