import type { SyncType } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import { readEach } from '../../each-record.ts';
import { answerAs, type HttpClient } from '../../http/http-client.ts';
import type { PropertyDefinition } from '../../sync-port.ts';
import { UpstreamError } from '../../upstream-error.ts';
import { builtInOf } from './built-in.ts';
import type { RecordKind } from './kinds.ts';
import { WireField } from './wire.ts';

/** A custom field of the account. A field that is not active is gone. */
export interface CustomField extends PropertyDefinition {
  /** The number by which webhooks name it. */
  readonly fieldId: string;
}

const texts: readonly SyncType[] = [
  ...(['text', 'name', 'email', 'phone', 'instant', 'time_zone', 'language', 'country', 'number', 'money'] as const),
  ...(['reference', 'picklist'] as const),
];
const typesOf: Readonly<Record<string, readonly SyncType[]>> = {
  checkbox: ['boolean'],
  date: ['date'],
  decimal: ['number', 'money'],
  integer: ['number', 'money'],
  dropdown: ['picklist', 'country', 'language', 'time_zone', 'boolean', 'text'],
  lookup: ['reference'],
  multiselect: ['multi_select'],
  regexp: texts,
  text: texts,
  textarea: ['text'],
};

const MAX_PAGES = 20;
const meta = z.object({ has_more: z.boolean(), after_cursor: z.string().nullish() });

/** The custom fields of users or organisations. */
export async function readProperties(
  http: HttpClient,
  kind: RecordKind,
  signal: AbortSignal,
): Promise<readonly CustomField[]> {
  const page = z.object({ [kind.bag]: z.array(z.unknown()), meta });
  const found: CustomField[] = [];
  let after = '';
  for (let n = 0; n < MAX_PAGES; n++) {
    const from = after === '' ? '' : `&page%5Bafter%5D=${encodeURIComponent(after)}`;
    const path = `/api/v2/${kind.bag}?page%5Bsize%5D=100${from}`;
    const answer = answerAs(page, await http.send({ path }, signal));
    const { has_more, after_cursor } = meta.parse(answer.meta);
    found.push(...readEach(WireField, z.array(z.unknown()).parse(answer[kind.bag])).records.map(definitionOf(kind)));
    if (!has_more) return found;
    if (!after_cursor || after_cursor === after) break;
    after = after_cursor;
  }
  throw new UpstreamError('bad_answer', undefined, { cause: 'meta.has_more' });
}

const definitionOf =
  ({ bag }: RecordKind) =>
  ({ id, key, title, type, active, custom_field_options: options }: z.infer<typeof WireField>): CustomField => {
    const types = ownValue(typesOf, type);
    return {
      ...{
        name: `${bag}.${key}`,
        fieldId: id,
        label: title,
        type,
        isWritable: true,
        isUnique: false,
        isArchived: !active,
      },
      ...(types && { types }),
      ...(options && { options: options.map(({ name, value }) => ({ value, label: name })) }),
    };
  };

/** All properties of a kind: what every account has, and what its admin added. */
export const createDefinitions =
  (http: HttpClient, kind: RecordKind) =>
  async (signal: AbortSignal): Promise<readonly PropertyDefinition[]> => [
    ...builtInOf(kind),
    ...(await readProperties(http, kind, signal)).map(({ fieldId: _, ...definition }) => definition),
  ];
