import { timingSafeEqual } from 'node:crypto';

/**
 * `<payload>.<mac>`, both base64url, the payload being JSON: kept by whoever gets it, and believed when it comes back.
 * Not a JWT: those are signed and checked asynchronously, a tenth of what a remembered answer costs, and their
 * header is one more thing that a forger may choose.
 */
export interface SignedText {
  write(payload: unknown): string;
  /** The payload as it was written; undefined for a text that this `mac` has not signed. */
  read(text: string): unknown;
}

export function createSignedText(mac: (payload: string) => Buffer, longest: number): SignedText {
  return createSignedTexts([mac], longest);
}

/** What these are signed with: the first signs, and what another has signed is believed too, while one replaces the other. */
export type SigningKeys = readonly [Buffer, ...Buffer[]];

/** The same by several, of which the first signs. */
export function createSignedTexts(
  macs: readonly [(payload: string) => Buffer, ...((payload: string) => Buffer)[]],
  longest: number,
): SignedText {
  const [mac] = macs;
  const isSigned = (payload: string, given: Buffer) =>
    macs
      .map((one) => Buffer.from(one(payload).toString('base64url')))
      .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
      .some(Boolean);
  return {
    write(value) {
      const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${payload}.${mac(payload).toString('base64url')}`;
    },
    read(text) {
      if (text.length > longest) return undefined;
      const [payload, signature, ...rest] = text.split('.');
      if (!payload || !signature || rest.length > 0) return undefined;
      // As texts: the decoder would also take padding, stray bits and the other alphabet for the same bytes.
      if (!isSigned(payload, Buffer.from(signature))) return undefined;
      return JSON.parse(Buffer.from(payload, 'base64url').toString());
    },
  };
}

/** One MAC a key, in the same order. */
export const macsBy = (
  [first, ...others]: SigningKeys,
  macOf: (key: Buffer) => (payload: string) => Buffer,
): readonly [(payload: string) => Buffer, ...((payload: string) => Buffer)[]] => [macOf(first), ...others.map(macOf)];
