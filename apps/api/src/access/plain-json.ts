import { parseDocument } from 'yaml';

/**
 * The object that these bytes are the JSON of, where it can be read in one way only. Undefined for bad UTF-8, a byte
 * order mark, a name that stands twice in one object (however it is escaped), and for what is no object.
 */
export function plainJson(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // JSON.parse refuses the mark too; said here, so that it does not hang on that.
    if (text.startsWith('\uFEFF')) return undefined;
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    // JSON.parse takes the last of two; others take the first.
    if (parseDocument(text, { schema: 'json', uniqueKeys: true, strict: true }).errors.length > 0) return undefined;
    // An object that JSON.parse made has text for names.
    return value as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
