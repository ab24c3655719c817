import type { CardFrame, Show } from '@sidelight/shared/context/frame.ts';

const card = (id: string, title: string, ...fields: readonly [string, string, Show?][]): CardFrame => ({
  id,
  title,
  fields: fields.map(([field, label, show = 'row']) => ({ id: field, label, show, ...marks(field) })),
});

/** As the demo map's `verdict` has it, and what agents decide by. */
const VERDICT = ['plan.entitlement', 'payment.status', 'issues.incidents', 'issues.known'];
const marks = (field: string): Pick<CardFrame['fields'][number], 'isDecision' | 'verdict'> => {
  const place = VERDICT.indexOf(field);
  if (place >= 0) return { isDecision: true, verdict: place };
  return field === 'plan.name' ? { isDecision: true } : {};
};

/** The demo map's cards, in English. */
export const frames: readonly CardFrame[] = [
  card(
    'identity',
    'Customer',
    ['customer.name', 'Name', 'title'],
    ['account.name', 'Company', 'strong'],
    ['account.tier', 'Tier', 'badge'],
    ['customer.role', 'Role', 'meta'],
    ['customer.city', 'City', 'meta'],
    ['account.owner', 'Owner', 'meta'],
  ),
  card(
    'plan',
    'Plan',
    ['plan.name', 'Plan', 'strong'],
    ['plan.entitlement', 'Entitled to'],
    ['plan.seats', 'Seats'],
    ['plan.term', 'Term'],
    ['plan.worth', 'Contract value'],
  ),
  card(
    'payment',
    'Payment',
    ['payment.status', 'Status', 'pill'],
    ['payment.due', 'Due'],
    ['payment.last_invoice', 'Last invoice'],
    ['payment.next', 'Next'],
  ),
  card(
    'issues',
    'Known issues',
    ['issues.incidents', 'Incidents', 'issues'],
    ['issues.known', 'Known issues', 'issues'],
  ),
  card(
    'usage',
    'Usage',
    ['usage.active', 'Active, 7 days'],
    ['usage.trend', 'Trend', 'trend'],
    ['usage.active_month', 'Active, 30 days'],
    ['usage.last_seen', 'Last seen'],
    ['usage.errors', 'Errors, 24 h'],
  ),
];

export const germanFrames: readonly CardFrame[] = [
  card(
    'identity',
    'Kunde',
    ['customer.name', 'Name', 'title'],
    ['account.name', 'Firma', 'strong'],
    ['account.tier', 'Stufe', 'badge'],
    ['customer.role', 'Rolle', 'meta'],
    ['customer.city', 'Ort', 'meta'],
    ['account.owner', 'Betreuung', 'meta'],
  ),
  card(
    'plan',
    'Tarif',
    ['plan.name', 'Tarif', 'strong'],
    ['plan.entitlement', 'Anspruch'],
    ['plan.seats', 'Plätze'],
    ['plan.term', 'Laufzeit'],
    ['plan.worth', 'Vertragswert'],
  ),
  card(
    'payment',
    'Zahlung',
    ['payment.status', 'Status', 'pill'],
    ['payment.due', 'Fällig'],
    ['payment.last_invoice', 'Rechnung'],
    ['payment.next', 'Als Nächstes'],
  ),
  card(
    'issues',
    'Bekannte Probleme',
    ['issues.incidents', 'Störungen', 'issues'],
    ['issues.known', 'Bekannte Probleme', 'issues'],
  ),
  card(
    'usage',
    'Nutzung',
    ['usage.active', 'Aktiv, 7 Tage'],
    ['usage.trend', 'Verlauf', 'trend'],
    ['usage.active_month', 'Aktiv, 30 Tage'],
    ['usage.last_seen', 'Zuletzt aktiv'],
    ['usage.errors', 'Fehler, 24 h'],
  ),
];
