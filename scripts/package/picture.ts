/** Size and colours of a PNG, from its first chunk; undefined when it is none. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** True colour with transparency, 8 bits each: what the marketplace calls PNG-24. */
  readonly isPng24: boolean;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function readPicture(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 33 || SIGNATURE.some((byte, i) => bytes[i] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    isPng24: view.getUint8(24) === 8 && view.getUint8(25) === 6,
  };
}
