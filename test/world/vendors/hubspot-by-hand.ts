import { z } from 'zod';
import type { HubspotCrm, Source } from './hubspot-crm.ts';
import type { InputFault } from './hubspot-errors.ts';
import { hubspotKinds } from './hubspot-properties.ts';

/** An edit that somebody else makes in the CRM, at any time. */
export const CrmEdit = z.strictObject({
  kind: z.enum(hubspotKinds),
  id: z.string(),
  values: z.record(z.string(), z.string()),
  by: z.enum(['person', 'form', 'import', 'workflow', 'app']).default('person'),
  /** Who: the number of a person, the id of the rest. */
  source: z.string().regex(/^\w+$/).default('7'),
  at: z.iso.datetime().optional(),
});
export type CrmEdit = z.input<typeof CrmEdit>;

const TYPES = {
  ...{ person: 'CRM_UI', form: 'FORM', import: 'IMPORT', workflow: 'AUTOMATION_PLATFORM', app: 'INTEGRATION' },
} as const;

/** What is wrong with it, or undefined when it is done. */
export function editByHand(crm: HubspotCrm, edit: CrmEdit): InputFault | 'nobody' | undefined {
  const { kind, id, values, by, source, at } = CrmEdit.parse(edit);
  const row = crm.find(kind, id);
  if (!row) return 'nobody';
  const fault = crm.faultIn(kind, row, values);
  if (fault) return fault;
  const sourceType = TYPES[by];
  const who: Source =
    by === 'person'
      ? { sourceType, sourceId: `userId:${source}`, userId: Number(source) }
      : { sourceType, sourceId: source };
  crm.write(row, values, who, at === undefined ? undefined : Date.parse(at));
  return undefined;
}
