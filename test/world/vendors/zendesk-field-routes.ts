import { ok } from './answer.ts';
import type { Route } from './vendor.ts';
import type { CustomField } from './zendesk-custom-fields.ts';
import type { Directory } from './zendesk-directory.ts';
import { zendeskTime } from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';

/** What custom fields users and organisations have. */
export function fieldRoutes(directory: Directory, createdAtMs: number, origin: () => string): readonly Route[] {
  const at = zendeskTime(createdAtMs);
  const shown = (kind: string) => (field: CustomField) => ({
    ...{ id: field.id, url: `${origin()}/api/v2/${kind}/${field.id}.json`, key: field.key, type: field.type },
    ...{ title: field.title, raw_title: field.title, description: '', raw_description: '', position: field.id },
    ...{ active: field.isActive, system: false, regexp_for_validation: null, created_at: at, updated_at: at },
    ...(field.tag === undefined ? {} : { tag: field.tag }),
    ...(field.options
      ? {
          custom_field_options: field.options.map(([value, name], index) => ({
            ...{ id: field.id * 100 + index, name, raw_name: name, value },
          })),
        }
      : {}),
  });
  return [
    {
      method: 'get',
      path: /^\/api\/v2\/user_fields(?:\.json)?$/,
      handle: (req) => ok(pageOf(req, 'user_fields', directory.fields.users, shown('user_fields'))),
    },
    {
      method: 'get',
      path: /^\/api\/v2\/organization_fields(?:\.json)?$/,
      handle: (req) =>
        ok(pageOf(req, 'organization_fields', directory.fields.organizations, shown('organization_fields'))),
    },
  ];
}
