import type { PropertyDefinition } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { SyncFieldPlan, SyncObjectPlan } from '../compile.ts';
import type { FieldFault } from './ports.ts';

/** What is wrong with the fields of the map, by what one side says of its properties. Pure. */
export function faultsOf(
  { fields }: Pick<SyncObjectPlan, 'fields'>,
  side: Side,
  definitions: readonly PropertyDefinition[],
): readonly FieldFault[] {
  const byName = new Map(definitions.map((one) => [one.name, one]));
  return fields
    .filter(({ isReplaced }) => !isReplaced)
    .flatMap((field) => {
      const { property, parts } = field[side];
      const fault = (parts ?? [property])
        .map((name) => faultOf(field, side, byName.get(name)))
        .find((one) => one !== undefined);
      return fault ? [{ field: field.id, side, ...fault }] : [];
    });
}

function faultOf(
  { type, policy, ...ends }: SyncFieldPlan,
  side: Side,
  defined: PropertyDefinition | undefined,
): Pick<FieldFault, 'why' | 'lost'> | undefined {
  if (!defined || defined.isArchived) return { why: 'gone', lost: [] };
  if (defined.types && !defined.types.includes(type)) return { why: 'type', lost: [] };
  const isWritten = policy.kind === 'shared' || policy.owner !== side;
  if (isWritten && !defined.isWritable) return { why: 'read_only', lost: [] };
  const { values } = ends[side].form;
  // Codes of the map are the CRM's on the left, and the helpdesk's on the right.
  const codes = values ? (side === 'left' ? Object.keys(values) : Object.values(values)) : [];
  const options = defined.options && new Set(defined.options.map(({ value }) => value));
  const lost = options ? codes.filter((code) => !options.has(code)) : [];
  return lost.length > 0 ? { why: 'options', lost } : undefined;
}
