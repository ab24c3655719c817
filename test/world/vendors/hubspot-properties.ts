/** Kinds of records HubSpot holds here, by their names in its addresses. */
export const hubspotKinds = ['contacts', 'companies', 'deals', 'notes', 'calls', 'meetings'] as const;
export type HubspotKind = (typeof hubspotKinds)[number];

/** A property's definition, as far as it decides what may be written. */
export interface HubspotProperty {
  readonly name: string;
  readonly type: 'string' | 'number' | 'bool' | 'date' | 'datetime' | 'enumeration';
  readonly fieldType: 'text' | 'textarea' | 'number' | 'booleancheckbox' | 'date' | 'select' | 'checkbox' | 'html';
  /** What people read; the name where nothing else is said. */
  readonly label?: string;
  readonly options?: readonly string[];
  readonly isReadOnly?: boolean;
  readonly isCalculated?: boolean;
  readonly isUnique?: boolean;
  readonly isArchived?: boolean;
}

const text = (name: string, more: Partial<HubspotProperty> = {}): HubspotProperty => ({
  ...{ name, type: 'string', fieldType: 'text', ...more },
});
const number = (name: string): HubspotProperty => ({ name, type: 'number', fieldType: 'number' });
const date = (name: string): HubspotProperty => ({ name, type: 'date', fieldType: 'date' });
const moment = (name: string, more: Partial<HubspotProperty> = {}): HubspotProperty => ({
  ...{ name, type: 'datetime', fieldType: 'date', ...more },
});
const flag = (name: string): HubspotProperty => ({ name, type: 'bool', fieldType: 'booleancheckbox' });
const choice = (name: string, options: readonly string[]): HubspotProperty => ({
  ...{ name, type: 'enumeration', fieldType: 'select', options },
});
const checks = (name: string, options: readonly string[]): HubspotProperty => ({
  ...{ name, type: 'enumeration', fieldType: 'checkbox', options },
});
const ours = text('sidelight_id', { isUnique: true });
const set = (modified: string): HubspotProperty[] => [
  moment('createdate', { isReadOnly: true }),
  moment(modified, { isReadOnly: true }),
  text('hs_object_id', { isReadOnly: true, isUnique: true }),
  text('hs_merged_object_ids', { isReadOnly: true, isCalculated: true }),
];

/** HubSpot's own word for a zone. */
const slug = (zone: string) => zone.toLowerCase().replaceAll('/', '_slash_').replaceAll('-', '_hyphen_');
const oldZones = ['US/Eastern', 'US/Central', 'US/Mountain', 'US/Pacific', 'Asia/Kolkata', 'Europe/Kyiv'];
const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...oldZones].map(slug))];
const languages = ['de', 'en', 'en-gb', 'en-us', 'es', 'fr', 'it', 'ja', 'nl', 'pt-br', 'zh-cn'];

/** What an account of this company has: HubSpot's own, and what its admin added. */
export const hubspotProperties: Readonly<Record<HubspotKind, readonly HubspotProperty[]>> = {
  contacts: [
    ...set('lastmodifieddate'),
    text('email', { isUnique: true }),
    ...['hs_additional_emails', 'firstname', 'lastname', 'jobtitle', 'city', 'phone', 'mobilephone'].map((n) =>
      text(n),
    ),
    ...['company', 'country', 'state', 'hubspot_owner_id'].map((name) => text(name)),
    text('associatedcompanyid', { isReadOnly: true }),
    choice('lifecyclestage', ['lead', 'opportunity', 'customer', 'evangelist', 'other']),
    choice('hs_timezone', zones),
    choice('hs_language', languages),
    choice('account_status', ['active', 'paused', 'cancelled']),
    checks('interests', ['api', 'sso', 'billing']),
    ...['newsletter', 'hs_email_optout', 'hs_marketable_status'].map(flag),
    checks('hs_legal_basis', [
      ...['Legitimate interest – existing customer', 'Performance of a contract', 'Not applicable'],
      'Freely given consent from contact',
    ]),
    date('birthday'),
    date('support_last_ticket_date'),
    ...['support_open_tickets', 'support_csat'].map(number),
    checks('buying_role', ['decision_maker', 'budget_holder', 'champion', 'end_user']),
    ours,
  ],
  companies: [
    ...set('hs_lastmodifieddate'),
    ...['name', 'domain', 'hs_additional_domains', 'phone', 'city', 'country', 'customer_tier'].map((n) => text(n)),
    ...[
      'account_owner_name',
      'stripe_customer_id',
      'product_account_id',
      'hs_parent_company_id',
      'hs_pinned_engagement_id',
    ].map((n) => text(n)),
    choice('industry', ['RETAIL', 'LOGISTICS', 'ENERGY', 'COMPUTER_SOFTWARE']),
    ...['seats', 'numberofemployees', 'annualrevenue', 'health_score', 'open_tickets'].map(number),
    choice('account_status', ['onboarding', 'active', 'at_risk', 'paused', 'churned']),
    ...['plan_name', 'csm_name', 'sales_region'].map((n) => text(n)),
    ...['billing_contact_email', 'technical_contact_email'].map((n) => text(n)),
    number('plan_price'),
    choice('arr_band', ['under_10k', '10k_50k', '50k_250k', 'over_250k']),
    choice('implementation_status', ['not_started', 'in_progress', 'live', 'on_hold']),
    choice('sales_segment', ['smb', 'mid_market', 'enterprise']),
    { name: 'upgrade_interest', type: 'bool', fieldType: 'booleancheckbox' },
    ...['contract_start', 'contract_end', 'renewal_date'].map(date),
    moment('last_ticket_at'),
    choice('risk_level', ['green', 'yellow', 'red']),
    checks('support_tags', ['at_risk', 'vip', 'adoption_gap', 'recurring_issue']),
    choice('support_risk_level', ['green', 'yellow', 'red']),
    date('support_last_ticket_date'),
    ...['health_score', 'health_change', 'open_tickets', 'case_volume', 'escalations', 'sla_breaches', 'csat'].map(
      (n) => number(`support_${n}`),
    ),
    ...['support_health_reasons', 'support_recurring_issue'].map((n) => text(n)),
    ours,
  ],
  deals: [
    ...set('hs_lastmodifieddate'),
    text('dealname'),
    ...[text('dealstage'), text('pipeline'), number('amount'), moment('closedate')],
    ...[text('deal_currency_code'), text('hubspot_owner_id')],
  ],
  notes: [
    ...set('hs_lastmodifieddate'),
    moment('hs_timestamp'),
    { name: 'hs_note_body', type: 'string', fieldType: 'html' },
    text('hubspot_owner_id'),
    text('sidelight_activity_key', { isUnique: true }),
  ],
  calls: [
    ...set('hs_lastmodifieddate'),
    moment('hs_timestamp'),
    ...['hs_call_title', 'hs_call_status', 'hubspot_owner_id'].map((name) => text(name)),
  ],
  meetings: [
    ...set('hs_lastmodifieddate'),
    moment('hs_timestamp'),
    ...['hs_meeting_title', 'hs_meeting_outcome', 'hubspot_owner_id'].map((name) => text(name)),
  ],
};

/** As the properties endpoint tells it. */
export const propertyObject = (property: HubspotProperty) => ({
  name: property.name,
  label: property.label ?? property.name,
  type: property.type,
  fieldType: property.fieldType,
  description: '',
  groupName: 'information',
  options: (property.options ?? []).map((value, displayOrder) => ({
    ...{ label: value, value, displayOrder, hidden: false },
  })),
  displayOrder: -1,
  calculated: property.isCalculated ?? false,
  externalOptions: false,
  hasUniqueValue: property.isUnique ?? false,
  hidden: false,
  hubspotDefined: property.name.startsWith('hs_'),
  modificationMetadata: {
    archivable: true,
    readOnlyDefinition: false,
    readOnlyValue: property.isReadOnly ?? false,
  },
  formField: true,
  archived: property.isArchived ?? false,
});
