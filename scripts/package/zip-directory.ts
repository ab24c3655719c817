const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const TYPE_OF_FILE = 0o170000;
const SYMLINK = 0o120000;

/** Names of the links in a zip. The library that unpacks reads no file modes, so its directory is read here. */
export function symlinksIn(zip: Uint8Array): string[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) return [];
  const links: string[] = [];
  let at = view.getUint32(end + 16, true);
  while (at + ENTRY_BYTES <= end && view.getUint32(at, true) === ENTRY) {
    const nameBytes = view.getUint16(at + 28, true);
    // The upper half of the external attributes is what Unix keeps about a file.
    const mode = view.getUint32(at + 38, true) >>> 16;
    const name = zip.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    if ((mode & TYPE_OF_FILE) === SYMLINK) links.push(new TextDecoder().decode(name));
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return links;
}
