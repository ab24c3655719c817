import type { Sync, SyncField, SyncType } from '@sidelight/shared/map/sync.ts';
import type { Path } from '../../map-file.ts';
import type { Desk } from '../desk.ts';
import { checkExpression } from '../expressions.ts';
import { changingParts } from './changing-parts.ts';
import { checkComputed } from './computed.ts';
import { checkValidation } from './validation.ts';

const CODED: readonly SyncType[] = ['picklist', 'multi_select'];

/** One field can be read and compared on both sides, and decided. */
export function checkSyncField(desk: Desk, path: Path, field: SyncField, customer: Sync['customer']): void {
  const { fault } = desk;
  checkValues(desk, path, field);
  checkPlace(desk, path, field);
  checkValidation(desk, [...path, 'validation'], field);
  checkTransform(desk, path, field);
  checkComputed(desk, path, field);
  checkCorrectable(desk, path, field);
  checkConsent(desk, path, field);
  const nobodyIsCustomer = !customer.forms && customer.apps.length === 0;
  if (field.direction === 'two_way' && field.rule === 'customer_first' && nobodyIsCustomer)
    fault(
      [...path, 'rule'],
      'no form and no app counts as the customer, so the rule would never decide; name some under customer, or choose another rule',
    );
}

function checkValues({ fault }: Desk, path: Path, { type, values }: SyncField): void {
  if (!values) return;
  const at = [...path, 'values'];
  if (!CODED.includes(type))
    fault(at, `a ${type} has no codes to translate; write type: picklist or multi_select, or remove the values`);
  if (Object.keys(values).length === 0) fault(at, 'is empty, so every code would be unknown; fill it in, or remove it');
  const byCode = Map.groupBy(Object.entries(values), ([, helpdesk]) => helpdesk);
  for (const [helpdesk, pairs] of byCode)
    for (const [crm] of pairs.slice(1))
      fault(
        [...at, crm],
        `${helpdesk} stands for ${pairs[0]?.[0]} already, so nobody could say which one it means; give each code one of its own`,
      );
}

/** Where a number is dialled, and what money an amount is in. */
function checkPlace({ fault, warn }: Desk, path: Path, { type, region, currency }: SyncField): void {
  if (region !== undefined && type !== 'phone')
    fault([...path, 'region'], `a ${type} is not dialled; remove the region, or write type: phone`);
  if (currency !== undefined && type !== 'money')
    fault([...path, 'currency'], `a ${type} has no currency; remove it, or write type: money`);
  if (type === 'money' && currency === undefined)
    fault(path, 'an amount without a currency cannot be compared; write the currency of those that have none');
  if (type === 'phone' && region === undefined)
    warn(path, 'numbers without a country code are compared as they are typed; write the region they are dialled in');
}

/** A person types the value. */
function checkCorrectable({ fault }: Desk, path: Path, field: SyncField): void {
  if (field.direction !== 'two_way' || !field.correctable) return;
  if (field.type === 'reference')
    fault(
      [...path, 'correctable'],
      'a reference is the id of another record, which nobody types; remove correctable, or write another type',
    );
}

/** Two values, of which one is a no, that nobody types or works out. */
function checkConsent({ fault }: Desk, path: Path, field: SyncField): void {
  if (!field.consent) return;
  const at = [...path, 'consent'];
  if (field.type !== 'boolean') fault(at, `a ${field.type} is no yes or no; write type: boolean, or remove consent`);
  if (field.direction === 'computed') fault(at, 'nobody agrees to what is worked out; remove consent');
  if (field.transform !== undefined) fault(at, 'a yes must not be made of something else; remove the transform');
  if (field.direction === 'two_way' && field.correctable)
    fault(at, 'only a decision on the Sync page turns a no into a yes; remove correctable');
}

function checkTransform(desk: Desk, path: Path, { direction, transform }: SyncField): void {
  if (transform === undefined) return;
  const at = [...path, 'transform'];
  if (direction === 'two_way')
    desk.fault(at, 'there is no way back from a transformed value; write direction: one_way, or remove the transform');
  if (direction === 'computed') desk.fault(at, 'what is worked out goes to both sides as it is; remove the transform');
  checkExpression(desk, at, transform);
  const parts = changingParts(transform);
  if (parts.length > 0)
    desk.fault(
      at,
      `${parts.map((name) => `$${name}`).join(', ')} gives another value each time, so the two sides would never be equal; work it out from the value alone`,
    );
}
