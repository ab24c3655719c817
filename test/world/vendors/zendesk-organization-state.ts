import type { HelpdeskOrganization } from '../company/bundle.ts';
import type { FieldValues } from './zendesk-custom-fields.ts';

/** An organisation with all that can change of one. */
export interface OrganizationState extends HelpdeskOrganization {
  readonly details: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly fields: FieldValues;
  readonly isActive: boolean;
  readonly mergedInto: number | null;
  readonly updatedAtMs: number;
}

export const untouchedOrganization = (organization: HelpdeskOrganization): OrganizationState => ({
  ...organization,
  ...{
    details: '',
    notes: '',
    tags: organization.tags ?? [],
    fields: {},
    isActive: true,
    mergedInto: null,
    updatedAtMs: organization.createdAtMs,
  },
});
