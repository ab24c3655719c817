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
      const [given, expected] = [Buffer.from(signature), Buffer.from(mac(payload).toString('base64url'))];
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return JSON.parse(Buffer.from(payload, 'base64url').toString());
    },
  };
}
