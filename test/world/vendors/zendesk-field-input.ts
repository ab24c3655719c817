import { ownValue } from '@sidelight/shared/own-property.ts';
import { type CustomField, type FieldValues, kept, tagsOf } from './zendesk-custom-fields.ts';
import { refused, type WriteRefused } from './zendesk-write-refused.ts';

interface Tagged {
  readonly fields: FieldValues;
  readonly tags: readonly string[];
}

/** The custom fields as they are after somebody sent some, with the tags their values bring and take away. */
export function withFields(
  definitions: readonly CustomField[],
  before: Tagged,
  sent: Readonly<Record<string, unknown>>,
): Tagged | WriteRefused {
  let { fields, tags } = before;
  for (const [key, value] of Object.entries(sent)) {
    const field = definitions.find((one) => one.key === key && one.isActive);
    // What is no field of the account is passed over, as the vendor does.
    if (!field) continue;
    const stored = kept(field, value);
    if (stored === undefined) return refused(key, 'InvalidValue', `${key}: is not a valid option`);
    const old = tagsOf(field, ownValue(fields, key));
    tags = [...new Set([...tags.filter((tag) => !old.includes(tag)), ...tagsOf(field, stored)])];
    fields = { ...fields, [key]: stored };
  }
  return { fields, tags };
}

/** Every field of the account, with null where nothing was ever said. */
export const shownFields = (definitions: readonly CustomField[], fields: FieldValues) =>
  Object.fromEntries(
    definitions
      .filter(({ isActive }) => isActive)
      .map(({ key, type }) => [key, ownValue(fields, key) ?? (type === 'multiselect' ? [] : null)]),
  );
