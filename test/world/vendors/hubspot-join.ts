import type { HubspotCrm } from './hubspot-crm.ts';
import { type Row, valueIn } from './hubspot-rows.ts';

const PRIMARY = 'associatedcompanyid';
const FREE_MAIL = ['gmail.com', 'outlook.com', 'yahoo.com', 'gmx.de'];

/** A new contact is joined to the company of its mail's domain; there is none yet: it is made. */
export function joinCompany(crm: HubspotCrm, contact: Row): void {
  const now = crm.find('contacts', contact.id);
  const domain = now && valueIn(now, 'email')?.split('@')[1];
  if (!now || !domain || !crm.switches.joinsCompanies || FREE_MAIL.includes(domain)) return;
  const company = crm.having('companies', 'domain', domain)[0] ?? makeCompany(crm, domain);
  associate(crm, now, company.id);
}

function makeCompany(crm: HubspotCrm, domain: string): Row {
  const company = crm.create('companies');
  crm.write(company, { name: domain, domain }, { sourceType: 'CONTACTS_WEB', sourceId: 'AutomaticCompany' });
  return company;
}

/** The first company a contact is joined to becomes its primary one. */
export function associate(crm: HubspotCrm, contact: Row, companyId: string): void {
  crm.tell({ what: 'associationChange', kind: contact.kind, id: contact.id, to: companyId });
  const overlay = crm.touch(contact);
  const before = overlay.companyIds ?? contact.base?.companyIds ?? [];
  overlay.companyIds = [...new Set([...before, companyId])];
  if (!(overlay.primaryCompanyId ?? contact.base?.primaryCompanyId)) overlay.primaryCompanyId = companyId;
}

/** Its primary company is another one from now on; those it was joined to before stay. */
export function moveTo(crm: HubspotCrm, contact: Row, companyId: string, atMs = crm.now()): void {
  const overlay = crm.touch(contact);
  associate(crm, contact, companyId);
  overlay.primaryCompanyId = companyId;
  overlay.modifiedAtMs = Math.max(overlay.modifiedAtMs, atMs);
  const edit = { value: companyId, atMs, sourceType: 'CALCULATED', sourceId: 'PrimaryCompany' };
  overlay.versions.set(PRIMARY, [edit, ...(overlay.versions.get(PRIMARY) ?? [])]);
  crm.tell({ what: 'propertyChange', kind: contact.kind, id: contact.id, property: PRIMARY, value: companyId });
}
