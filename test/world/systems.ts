/** What a fault switch acts on: a role, not a vendor. `issues` is Jira and Statuspage together. */
export const systems = ['helpdesk', 'crm', 'billing', 'telemetry', 'issues'] as const;
export type System = (typeof systems)[number];

export const vendors = ['zendesk', 'hubspot', 'stripe', 'posthog', 'jira', 'statuspage'] as const;
export type Vendor = (typeof vendors)[number];

export const systemOf: Readonly<Record<Vendor, System>> = {
  zendesk: 'helpdesk',
  hubspot: 'crm',
  stripe: 'billing',
  posthog: 'telemetry',
  jira: 'issues',
  statuspage: 'issues',
};

export const isVendor = (text: string): text is Vendor => vendors.some((vendor) => vendor === text);

export const isSystem = (text: string): text is System => systems.some((system) => system === text);
