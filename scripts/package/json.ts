import { parseDocument } from 'yaml';

export type Json = Readonly<Record<string, unknown>>;

export type JsonText =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'duplicate_keys'; readonly detail: string }
  | { readonly kind: 'not_json'; readonly detail: string };

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object to look into; empty where there is none. */
export const jsonOr = (value: unknown): Json => (isJson(value) ? value : {});

export const listOr = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** `JSON.parse` keeps the last of two equal keys and says nothing: YAML, which contains JSON, tells. */
export function readJson(text: string): JsonText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: 'not_json', detail: error instanceof Error ? error.message : 'unreadable' };
  }
  const twice = parseDocument(text, { logLevel: 'silent' }).errors.find(({ code }) => code === 'DUPLICATE_KEY');
  if (twice) return { kind: 'duplicate_keys', detail: `line ${twice.linePos?.[0].line ?? '?'}` };
  return { kind: 'json', value };
}
