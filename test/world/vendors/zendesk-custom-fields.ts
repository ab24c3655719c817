/** A value of a custom field as it is kept and answered. */
export type FieldValue = null | string | number | boolean | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface CustomField {
  readonly id: number;
  readonly key: string;
  readonly title: string;
  readonly type: 'checkbox' | 'date' | 'decimal' | 'dropdown' | 'integer' | 'multiselect' | 'text' | 'textarea';
  readonly isActive: boolean;
  /** Tags and what people read; of lists only. */
  readonly options?: readonly (readonly [tag: string, name: string])[];
  /** Of a ticked checkbox. */
  readonly tag?: string;
}

const plans = ['free', 'starter', 'pro', 'business', 'enterprise'].map((plan) => [`plan_${plan}`, plan] as const);
const interests = [
  ['int_api', 'API'],
  ['int_sso', 'SSO'],
  ['int_billing', 'Billing'],
] as const;

const buyingRoles = [
  ['buys_decides', 'Decides'],
  ['buys_budget', 'Holds the budget'],
  ['buys_champion', 'Speaks for us'],
  ['buys_uses', 'Uses it'],
] as const;

const risks = ['green', 'yellow', 'red'].map((risk) => [`risk_${risk}`, risk] as const);
const supportTags = ['at_risk', 'vip', 'adoption_gap', 'recurring_issue'].map((tag) => [`tag_${tag}`, tag] as const);
const coded = (prefix: string, codes: readonly string[]) => codes.map((code) => [`${prefix}_${code}`, code] as const);
/** What support's view of a customer is kept in. */
const ticketFields = [
  { key: 'last_ticket_date', type: 'date' },
  { key: 'open_tickets', type: 'integer' },
  { key: 'csat', type: 'integer' },
] as const;

const make = (firstId: number, kinds: readonly Omit<CustomField, 'id' | 'isActive' | 'title'>[]): CustomField[] =>
  kinds.map((field, at) => ({ ...field, id: firstId + at, isActive: true, title: field.key.replaceAll('_', ' ') }));

export const userFields = (): CustomField[] =>
  make(48_100, [
    { key: 'sidelight_crm_contact_id', type: 'text' },
    { key: 'plan_tier', type: 'dropdown', options: plans },
    { key: 'interests', type: 'multiselect', options: interests },
    { key: 'is_vip', type: 'checkbox', tag: 'vip' },
    { key: 'onboarded_on', type: 'date' },
    { key: 'score', type: 'decimal' },
    { key: 'seats', type: 'integer' },
    { key: 'job_title', type: 'text' },
    { key: 'buying_role', type: 'multiselect', options: buyingRoles },
    ...ticketFields,
  ]);

export const organizationFields = (): CustomField[] =>
  make(48_200, [
    { key: 'sidelight_crm_account_id', type: 'text' },
    { key: 'plan_tier', type: 'dropdown', options: plans },
    { key: 'interests', type: 'multiselect', options: interests },
    { key: 'is_at_risk', type: 'checkbox', tag: 'at_risk' },
    { key: 'renewal_date', type: 'date' },
    { key: 'arr', type: 'decimal' },
    { key: 'seats', type: 'integer' },
    { key: 'health_score', type: 'integer' },
    { key: 'account_owner', type: 'text' },
    { key: 'industry', type: 'text' },
    ...ticketFields,
    { key: 'risk_level', type: 'dropdown', options: risks },
    { key: 'health_reasons', type: 'textarea' },
    ...(['health_change', 'case_volume', 'escalations', 'sla_breaches'] as const).map((key) => ({
      key,
      type: 'integer' as const,
    })),
    { key: 'support_tags', type: 'multiselect', options: supportTags },
    { key: 'recurring_issue', type: 'text' },
    { key: 'domain', type: 'text' },
    {
      ...{ key: 'account_status', type: 'dropdown' },
      options: ['onboarding', 'active', 'at_risk', 'paused', 'churned'].map(
        (code) => [`status_${code}`, code] as const,
      ),
    },
    ...(['plan_name', 'csm', 'parent_company', 'billing_contact', 'technical_contact', 'sales_region'] as const).map(
      (key) => ({ key, type: 'text' as const }),
    ),
    { key: 'plan_price', type: 'decimal' },
    { key: 'employees', type: 'integer' },
    { key: 'arr_band', type: 'dropdown', options: coded('arr', ['under_10k', '10k_50k', '50k_250k', 'over_250k']) },
    { key: 'contract_start', type: 'date' },
    { key: 'contract_end', type: 'date' },
    {
      ...{ key: 'implementation_status', type: 'dropdown' },
      options: coded('impl', ['not_started', 'in_progress', 'live', 'on_hold']),
    },
    { key: 'sales_segment', type: 'dropdown', options: coded('segment', ['smb', 'mid_market', 'enterprise']) },
    { key: 'upgrade_interest', type: 'checkbox', tag: 'may_upgrade' },
  ]);

/** A value somebody sends for a field, as it is kept; undefined when the field cannot hold it. */
export function kept(field: CustomField, value: unknown): FieldValue | undefined {
  if (value === null || value === undefined || value === '') return field.type === 'multiselect' ? [] : null;
  const tags = (field.options ?? []).map(([tag]) => tag);
  if (field.type === 'checkbox') return typeof value === 'boolean' ? value : undefined;
  if (field.type === 'multiselect') {
    const list = Array.isArray(value) ? value.map(String) : [String(value)];
    return list.every((tag) => tags.includes(tag)) ? list : undefined;
  }
  if (field.type === 'decimal' || field.type === 'integer') return number(value, field.type === 'integer');
  if (typeof value !== 'string') return undefined;
  if (field.type === 'dropdown') return tags.includes(value) ? value : undefined;
  if (field.type !== 'date') return value;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? `${day}T00:00:00+00:00` : undefined;
}

function number(value: unknown, isWhole: boolean): number | undefined {
  const read = typeof value === 'string' ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) return undefined;
  return isWhole && !Number.isInteger(read) ? undefined : read;
}

/** The tags that a field's value puts on whoever has it. */
export function tagsOf(field: CustomField, value: FieldValue | undefined): readonly string[] {
  if (field.type === 'checkbox') return value === true && field.tag !== undefined ? [field.tag] : [];
  if (field.type === 'dropdown') return typeof value === 'string' ? [value] : [];
  return field.type === 'multiselect' && Array.isArray(value) ? value : [];
}
