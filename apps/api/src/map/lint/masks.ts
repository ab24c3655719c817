import { type FieldSpec, Role } from '@sidelight/shared/map/system.ts';
import type { Path } from '../map-file.ts';
import { isYesOrNo } from '../yes-or-no.ts';
import { choose, type Desk } from './desk.ts';
import { checkExpression } from './expressions.ts';

/** Of these nothing short can be said in the place of the value. */
const LISTS: readonly FieldSpec['type'][] = ['issues', 'tickets', 'trend'];

/** What stands in the place of a value that is masked for somebody tells nothing else of it, and is there for somebody. */
export function checkMask(desk: Desk, path: Path, field: FieldSpec): void {
  const { fault, warn } = desk;
  const { roles, predicate, reveal, type, show } = field;
  if (predicate) {
    const at = [...path, 'predicate'];
    checkExpression(desk, [...at, 'value'], predicate.value);
    if (isYesOrNo(predicate.value) === false)
      fault(
        [...at, 'value'],
        'a predicate answers yes, no or nothing, and this could answer with the value itself; compare it with something (>, <, =, in) or use $exists, $contains, $not, $boolean',
      );
    if (Role.options.every((role) => !roles || roles.includes(role)))
      fault(
        at,
        'every role sees the value, so nobody sees the predicate; name in roles who may see the value, or remove it',
      );
  }
  for (const [i, role] of (reveal ?? []).entries())
    if (!roles || roles.includes(role))
      fault([...path, 'reveal', i], `${role} sees the value anyway; name a role that is not in roles, or remove it`);
  if (!predicate && !reveal) return;
  const at = [...path, predicate ? 'predicate' : 'reveal'];
  if (LISTS.includes(type)) fault(at, `${type} cannot be masked so; let it take no place where it may not be seen`);
  if (show !== 'row' && show !== 'extra')
    fault([...path, 'show'], `what is masked for somebody is a row; ${choose(['row', 'extra'])}`);
  if (field.decision && !predicate)
    warn(at, 'people decide by it, and some see only that it is hidden; write a predicate, or another way to decide');
}
