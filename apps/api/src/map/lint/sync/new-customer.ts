import type { NewCustomer, Sync } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { choose, type Desk } from '../desk.ts';
import { checkTeam } from '../owners.ts';

const PATH = ['newCustomer'] as const;

/** A won deal can make what it should, and each step of the list has somebody who sees to it. */
export function checkNewCustomer(desk: Desk, { newCustomer, objects }: Sync): void {
  if (!newCustomer) return;
  const { fault, warn } = desk;
  const { company, contact } = objects;
  if (!company?.create.includes('helpdesk'))
    fault(
      [...PATH],
      'nothing would be made for it: companies are not made in the helpdesk; write create: [helpdesk] for company',
    );
  else if (newCustomer.mostContacts > 0 && !contact?.create.includes('helpdesk'))
    warn(
      [...PATH, 'mostContacts'],
      'none of its contacts become users: write create: [helpdesk] for contact, or mostContacts: 0',
    );
  checkTeam(desk, [...PATH, 'tell'], newCustomer.tell);
  checkStatus(desk, newCustomer.status, company?.fields ?? {});
  const seen = new Set<string>();
  for (const [i, { id, owner }] of newCustomer.checklist.entries()) {
    if (seen.has(id)) fault([...PATH, 'checklist', i, 'id'], `${id} is there already; give each step an id of its own`);
    seen.add(id);
    checkTeam(desk, [...PATH, 'checklist', i, 'owner'], owner);
  }
}

function checkStatus(
  { fault }: Desk,
  status: NewCustomer['status'],
  fields: NonNullable<Sync['objects']['company']>['fields'],
): void {
  if (!status) return;
  const at = [...PATH, 'status'];
  const field = ownValue(fields, status.field);
  if (!field) fault([...at, 'field'], `companies have no field ${status.field}; ${choose(Object.keys(fields))}`);
  else if (field.values && ownValue(field.values, status.value) === undefined)
    fault([...at, 'value'], `${status.field} has no code ${status.value}; ${choose(Object.keys(field.values))}`);
  else if (field.direction !== 'two_way')
    fault([...at, 'field'], `${status.field} has an owner, who would take the value back; name a field with a rule`);
}
