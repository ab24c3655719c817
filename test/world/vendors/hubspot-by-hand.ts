import { z } from 'zod';
import type { HubspotCrm, Source } from './hubspot-crm.ts';
import type { InputFault } from './hubspot-errors.ts';
import { associate, joinCompany } from './hubspot-join.ts';
import { hubspotKinds } from './hubspot-properties.ts';

/** An edit that somebody else makes in the CRM, at any time. */
export const CrmEdit = z.strictObject({
  kind: z.enum(hubspotKinds),
  id: z.string(),
  values: z.record(z.string(), z.string()),
  by: z.enum(['person', 'form', 'import', 'workflow', 'app']).default('person'),
  /** Who: the number of a person, the id of the rest. */
  source: z.string().regex(/^\w+$/).default('7'),
  /** What HubSpot calls that. */
  label: z.string().optional(),
  at: z.iso.datetime().optional(),
});
export type CrmEdit = z.input<typeof CrmEdit>;

/** A record that a person makes in the CRM; of this company, where one is named. */
export const CrmNew = z.strictObject({
  kind: z.enum(['contacts', 'companies', 'deals', 'calls', 'meetings']),
  values: z.record(z.string(), z.string()),
  companyId: z.string().optional(),
});
export type CrmNew = z.input<typeof CrmNew>;

/** Its id, or what is wrong with it. */
export function makeByHand(crm: HubspotCrm, made: CrmNew): string | InputFault {
  const { kind, values, companyId } = CrmNew.parse(made);
  const fault = crm.faultIn(kind, undefined, values);
  if (fault) return fault;
  const row = crm.create(kind);
  crm.write(row, values, BY_HAND);
  if (kind !== 'companies' && companyId !== undefined) associate(crm, row, companyId);
  else if (kind === 'contacts') joinCompany(crm, row);
  return row.id;
}
const BY_HAND: Source = { sourceType: 'CRM_UI', sourceId: 'userId:7', userId: 7 };

const TYPES = {
  ...{ person: 'CRM_UI', form: 'FORM', import: 'IMPORT', workflow: 'AUTOMATION_PLATFORM', app: 'INTEGRATION' },
} as const;

/** What is wrong with it, or undefined when it is done. */
export function editByHand(crm: HubspotCrm, edit: CrmEdit): InputFault | 'nobody' | undefined {
  const { kind, id, values, by, source, label, at } = CrmEdit.parse(edit);
  const row = crm.find(kind, id);
  if (!row) return 'nobody';
  const fault = crm.faultIn(kind, row, values);
  if (fault) return fault;
  const sourceType = TYPES[by];
  const who: Source =
    by === 'person'
      ? { sourceType, sourceId: `userId:${source}`, userId: Number(source) }
      : { sourceType, sourceId: source, label };
  crm.write(row, values, who, at === undefined ? undefined : Date.parse(at));
  return undefined;
}
