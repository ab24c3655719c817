import { z } from 'zod';
import type { Directory } from './zendesk-directory.ts';
import { withFields } from './zendesk-field-input.ts';
import { type OrganizationState, untouchedOrganization } from './zendesk-organization-state.ts';
import { refused, type WriteRefused } from './zendesk-write-refused.ts';

/** What an organisation may be created or changed with. */
export const OrganizationInput = z.object({
  id: z.int().optional(),
  name: z.string().optional(),
  external_id: z.string().nullable().optional(),
  domain_names: z.array(z.string()).optional(),
  details: z.string().nullable().optional(),
  notes: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
  organization_fields: z.record(z.string(), z.unknown()).optional(),
});
export type OrganizationInput = z.infer<typeof OrganizationInput>;

/** The organisation after this was written over it. Names are unique once blanks are off; `domain_names` is replaced whole. */
export function writtenOrganization(
  directory: Directory,
  before: OrganizationState,
  input: OrganizationInput,
): OrganizationState | WriteRefused {
  const name = input.name?.trim() ?? before.name;
  if (name === '') return refused('name', 'BlankValue', 'Name: cannot be blank');
  const namesake = directory.organizationByName(name);
  if (namesake && namesake.id !== before.id) return refused('name', 'DuplicateValue', 'Name: has already been taken');
  const holder = input.external_id ? directory.organizationByExternalId(input.external_id) : undefined;
  if (holder && holder.id !== before.id) {
    return refused('external_id', 'DuplicateValue', 'External has already been taken');
  }
  const { organizations } = directory.fields;
  const fielded = withFields(
    organizations,
    { ...before, tags: input.tags ?? before.tags },
    input.organization_fields ?? {},
  );
  if ('kind' in fielded) return fielded;
  return {
    ...before,
    ...fielded,
    name,
    domains: input.domain_names?.map((domain) => domain.trim().toLowerCase()) ?? before.domains,
    externalId: input.external_id === undefined ? before.externalId : input.external_id || null,
    details: input.details === undefined ? before.details : (input.details ?? ''),
    notes: input.notes === undefined ? before.notes : (input.notes ?? ''),
  };
}

export const newOrganization = (id: number, nowMs: number): OrganizationState =>
  untouchedOrganization({ id, name: '', externalId: null, domains: [], createdAtMs: nowMs });
