import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;
const CHANNELS = 3;
const MOST_COLOURS = 256;

/**
 * The same picture in at most 256 colours, a third of the size: the browser writes three bytes a pixel, and a
 * page of text has few colours that matter. Takes the 8-bit RGB files that Chromium's screenshots are.
 */
export function smallerPng(png: Buffer): Buffer {
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  // Eight bits, RGB, not interlaced.
  if (header?.readUInt8(8) !== 8 || header.readUInt8(9) !== 2 || header.readUInt8(12) !== 0) {
    throw new Error('not a PNG as a screenshot is one');
  }
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const pixels = unfiltered(
    inflateSync(Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : [])))),
    width,
    height,
  );
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < width * height; i++) {
    const y = Math.floor(i / width);
    rows[y * (width + 1) + 1 + (i % width)] = indexOf(pixels.readUIntBE(i * CHANNELS, CHANNELS));
  }
  const indexed = Buffer.from(header);
  indexed.writeUInt8(3, 9);
  return Buffer.concat([
    png.subarray(0, SIGNATURE_BYTES),
    chunk('IHDR', indexed),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += CHUNK_FRAME_BYTES + length;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const framed = Buffer.alloc(CHUNK_FRAME_BYTES + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, 'latin1');
  data.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}

/** Each row begins with the way it was written down as differences; undoes that. */
function unfiltered(raw: Buffer, width: number, height: number): Buffer {
  const stride = width * CHANNELS;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const way = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < CHANNELS ? 0 : (pixels[at - CHANNELS] ?? 0);
      const above = y === 0 ? 0 : (pixels[at - stride] ?? 0);
      const corner = x < CHANNELS || y === 0 ? 0 : (pixels[at - stride - CHANNELS] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][way ?? 0] ?? 0;
      pixels[at] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + guess) & 255;
    }
  }
  return pixels;
}

function paeth(left: number, above: number, corner: number): number {
  const sum = left + above - corner;
  const [byLeft, byAbove, byCorner] = [Math.abs(sum - left), Math.abs(sum - above), Math.abs(sum - corner)];
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

/** The most frequent colours; any other becomes the nearest of them. */
function paletteOf(pixels: Buffer) {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += CHANNELS) {
    const colour = pixels.readUIntBE(at, CHANNELS);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour);
  const palette = Buffer.alloc(colours.length * CHANNELS);
  for (const [i, colour] of colours.entries()) palette.writeUIntBE(colour, i * CHANNELS, CHANNELS);
  const known = new Map(colours.map((colour, i) => [colour, i]));
  const indexOf = (colour: number): number => {
    const found = known.get(colour) ?? nearest(colours, colour);
    known.set(colour, found);
    return found;
  };
  return { palette, indexOf };
}

function nearest(colours: readonly number[], wanted: number): number {
  const distances = colours.map((colour) =>
    [16, 8, 0].reduce((sum, shift) => sum + (((colour >> shift) & 255) - ((wanted >> shift) & 255)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}
