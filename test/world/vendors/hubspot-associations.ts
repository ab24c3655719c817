import type { Request } from 'express';
import { iso } from '../company/clock.ts';
import { type Answer, ok } from './answer.ts';
import type { HubspotCrm } from './hubspot-crm.ts';
import { invalid } from './hubspot-errors.ts';
import { companiesOf, primaryCompanyOf, type Row } from './hubspot-rows.ts';
import { recordOf } from './record-of.ts';

const MOST = 1000;
/** The vendor's own types: the primary company of a contact and of a deal, and any other. */
const PRIMARY = { contacts: 1, deals: 5 } as const;
const PLAIN = { contacts: 279, deals: 341, companies: 280 } as const;

/** Which records of one kind belong to those of another. */
export function associationsRead(crm: HubspotCrm, req: Request): Answer {
  const [from, to] = [String(req.params.from), String(req.params.to)];
  const inputs = recordOf(req.body)?.inputs;
  if (!Array.isArray(inputs) || inputs.length > MOST) return invalid('inputs are missing, or too many');
  const ids = inputs.map((input: unknown) => String(recordOf(input)?.id));
  const at = iso(crm.now());
  const results = ids.flatMap((id) => {
    const found = toOf(crm, from, to, id);
    return found.length > 0 ? [{ from: { id }, to: found }] : [];
  });
  return ok({ status: 'COMPLETE', results, startedAt: at, completedAt: at });
}

function toOf(crm: HubspotCrm, from: string, to: string, id: string) {
  if (from === 'companies' && to === 'contacts') {
    const own = crm.all('contacts').filter((row) => companiesOf(row).includes(id));
    return own.map((row) => ({ toObjectId: row.id, associationTypes: [spec(PLAIN.companies)] }));
  }
  if ((from !== 'deals' && from !== 'contacts') || to !== 'companies') return [];
  const row = crm.find(from, id);
  return row
    ? companiesOf(row).map((companyId) => ({ toObjectId: companyId, associationTypes: types(from, row, companyId) }))
    : [];
}

const types = (from: 'deals' | 'contacts', row: Row, companyId: string) => [
  ...(primaryCompanyOf(row) === companyId ? [spec(PRIMARY[from], 'Primary')] : []),
  spec(PLAIN[from]),
];
const spec = (typeId: number, label: string | null = null) => ({
  category: 'HUBSPOT_DEFINED',
  typeId,
  ...(label === null ? {} : { label }),
});
