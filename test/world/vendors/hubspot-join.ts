import type { HubspotCrm } from './hubspot-crm.ts';
import { type Row, valueIn } from './hubspot-rows.ts';

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
