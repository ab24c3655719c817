import type { SyncType } from '@sidelight/shared/map/sync.ts';
import type { PropertyDefinition } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { SyncEnd, SyncObjectPlan } from '../compile.ts';
import type { SideDefinitions } from './ports.ts';

/** A field that both sides have and the map has not, as the map would have it. */
export interface Proposed {
  readonly id: string;
  readonly label: string;
  readonly type: SyncType;
  /** The side that can be edited where the other cannot; the CRM where both can. */
  readonly owner: 'crm' | 'helpdesk';
  readonly crm: PropertyDefinition;
  readonly helpdesk: PropertyDefinition;
  /** Codes of the CRM by those of the helpdesk that mean the same. */
  readonly values?: Readonly<Record<string, string>>;
  /** Codes of the CRM that the helpdesk has no partner for. */
  readonly without: number;
}

const MAX = 50;
const CODED: readonly SyncType[] = ['picklist', 'multi_select'];

/** The same of what both sides said of their properties when they were asked last. */
export function proposedOf(
  plan: Pick<SyncObjectPlan, 'fields'>,
  read: readonly SideDefinitions[],
): readonly Proposed[] {
  const of = (side: Side) => read.find((one) => one.side === side)?.definitions ?? [];
  return propose(plan, of('left'), of('right'));
}

/**
 * Fields with the same name or label on both sides, of a kind that both can hold, whose properties no field of the map
 * has. What several could be meant by is proposed by nobody. Pure.
 */
export function propose(
  { fields }: Pick<SyncObjectPlan, 'fields'>,
  crm: readonly PropertyDefinition[],
  helpdesk: readonly PropertyDefinition[],
): readonly Proposed[] {
  const namesOf = ({ property, parts }: SyncEnd): readonly string[] => parts ?? [property];
  const known = {
    left: new Set(fields.flatMap(({ left }) => namesOf(left))),
    right: new Set(fields.flatMap(({ right }) => namesOf(right))),
  };
  const ids = new Set(fields.map(({ id }) => id));
  const free = crm.filter((one) => !known.left.has(one.name) && !one.isArchived);
  const proposed = helpdesk
    .filter((one) => !known.right.has(one.name) && !one.isArchived)
    .flatMap((right) => {
      const [left, ...others] = free.filter((one) => isAlike(one, right));
      const made = left && others.length === 0 ? pair(left, right) : undefined;
      return made && !ids.has(made.id) ? [made] : [];
    });
  // One property of the CRM is one field of the map.
  const times = Map.groupBy(proposed, ({ crm: { name } }) => name);
  return proposed.filter(({ crm: { name } }) => times.get(name)?.length === 1).slice(0, MAX);
}

/** Without what stands before the dot, and however it is spelled. */
const plainName = (name: string): string => bare(name.slice(name.lastIndexOf('.') + 1));
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

function isAlike(left: PropertyDefinition, right: PropertyDefinition): boolean {
  if (plainName(left.name) === plainName(right.name)) return true;
  return bare(left.label) !== '' && bare(left.label) === bare(right.label);
}

function pair(crm: PropertyDefinition, helpdesk: PropertyDefinition): Proposed | undefined {
  if (!crm.isWritable && !helpdesk.isWritable) return undefined;
  const type = crm.types?.find((one) => helpdesk.types?.includes(one));
  const id = idOf(helpdesk.name);
  if (!type || id === undefined) return undefined;
  const owner = helpdesk.isWritable ? 'crm' : 'helpdesk';
  const base = { id, label: crm.label || helpdesk.label, type, owner, crm, helpdesk } as const;
  if (!CODED.includes(type) || !crm.options || !helpdesk.options) return { ...base, without: 0 };
  const values = codesOf(crm.options, helpdesk.options);
  const n = Object.keys(values).length;
  return n === 0 ? undefined : { ...base, values, without: crm.options.length - n };
}

/** One to one: by the code, else by what people read. */
function codesOf(
  crm: NonNullable<PropertyDefinition['options']>,
  helpdesk: NonNullable<PropertyDefinition['options']>,
): Readonly<Record<string, string>> {
  const taken = new Set<string>();
  const found = crm.flatMap(({ value, label }) => {
    const free = helpdesk.filter((one) => !taken.has(one.value));
    const other = free.find((one) => one.value === value) ?? free.find((one) => bare(one.label) === bare(label));
    if (!other) return [];
    taken.add(other.value);
    return [[value, other.value] as const];
  });
  return Object.fromEntries(found);
}

function idOf(name: string): string | undefined {
  const id = name
    .slice(name.lastIndexOf('.') + 1)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_');
  return /^[a-z][a-z0-9_]{0,79}$/.test(id) ? id : undefined;
}
