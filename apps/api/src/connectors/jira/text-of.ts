import { flatten } from './adf.ts';

/** Where a choice, a user, a group or a version keeps what people read. */
const NAMES = ['value', 'displayName', 'name', 'title'] as const;
/** A cascading choice holds one more; nothing holds more than a few. */
const DEEPEST = 4;

/**
 * A custom field as its text, whatever its type: plain or rich text, a number, a choice, a user, a list of those.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ and the field types of
 * https://developer.atlassian.com/server/jira/platform/jira-rest-api-examples/#setting-custom-field-data-for-other-field-types
 * Null when it is empty, or of a type nobody can read.
 */
export const textOf = (value: unknown): string | null => read(value, 0).trim() || null;

function read(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return '';
  if (Array.isArray(value)) return joined(value, depth, ', ');
  const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  if (fields.get('type') === 'doc') return flatten(value);
  const own = NAMES.map((name) => fields.get(name)).find((one) => typeof one === 'string' || typeof one === 'number');
  return own === undefined ? '' : joined([own, fields.get('child')], depth, ' / ');
}

const joined = (values: readonly unknown[], depth: number, by: string): string =>
  values
    .map((one) => read(one, depth + 1).trim())
    .filter((text) => text !== '')
    .join(by);
