import type { FieldSpec, SystemSpec } from '@sidelight/shared/map/system.ts';
import { TICKET_WORDS } from '@sidelight/shared/map/ticket-words.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Path } from '../map-file.ts';
import { besideConsent, checkConsent } from './consent.ts';
import { choose, type Desk } from './desk.ts';
import { checkExplain } from './explain.ts';
import { checkExpression } from './expressions.ts';
import { checkCorrection } from './health.ts';
import { checkMask } from './masks.ts';
import { checkTeam } from './owners.ts';

/** What is due, where the map has no word for it, and what is said once it is over. */
const DUE_WORDS = ['due', 'missed'];
/** Said of a trend to whoever does not see its line, where the map says anything. */
const TREND_WORDS = ['rising', 'falling', 'steady'];

/** Every field says where it comes from, what it means, whose it is and what to do without it. */
export function checkFields(desk: Desk, spec: SystemSpec): void {
  const { map, fault, warn } = desk;
  const shown = new Set(map.cards.flatMap((card) => card.fields));
  const beside = new Set(besideConsent(map));
  for (const [id, field] of Object.entries(spec.fields)) {
    const path = ['fields', id];
    const elsewhere = Object.values(map.systems).find((s) => s.system !== spec.system && Object.hasOwn(s.fields, id));
    if (elsewhere) fault(path, `${id} is declared in systems/${elsewhere.system}.yaml too; keep one of them`);
    if (!shown.has(id) && !beside.has(id)) warn(path, `is on no card; put it on one in cards.yaml, or remove it`);
    if (!Object.hasOwn(spec.reads, field.from))
      fault([...path, 'from'], `no read ${field.from} here; ${choose(Object.keys(spec.reads))}`);
    checkTeam(desk, [...path, 'owner'], field.owner);
    checkExpression(desk, [...path, 'value'], field.value);
    if (field.valid !== undefined) checkExpression(desk, [...path, 'valid'], field.valid);
    checkExplain(desk, path, field);
    checkMask(desk, path, field);
    if (field.correction !== undefined) checkCorrection(desk, [...path, 'correction'], field.correction);
    checkMeaning(desk, path, field);
    checkDecision(desk, id, field, spec);
    checkConsent(desk, id, field, spec);
  }
}

function checkMeaning({ fault }: Desk, path: Path, { type, values, default: standIn }: FieldSpec): void {
  if (type === 'code' && !values) fault(path, 'a code needs values: what each code is called');
  const needed =
    type === 'tickets' ? TICKET_WORDS : type === 'due' ? DUE_WORDS : type === 'trend' && values ? TREND_WORDS : [];
  const unsaid = needed.filter((code) => !Object.hasOwn(values ?? {}, code));
  if (unsaid.length > 0) fault(path, `${type} needs values for ${unsaid.join(', ')}: what each is called`);
  if (type !== 'code' && type !== 'issues' && needed.length === 0 && values)
    fault([...path, 'values'], `a ${type} has no values; write type: code, or remove them`);
  if (standIn === undefined) return;
  const at = [...path, 'default'];
  if (type === 'code' && !Object.hasOwn(values ?? {}, standIn))
    fault(at, `${standIn} is none of the values; ${choose(Object.keys(values ?? {}))}`);
  else if (type === 'number' && typeof standIn !== 'number') fault(at, 'write a number');
  else if (type !== 'code' && type !== 'number' && type !== 'text')
    fault(at, `a ${type} cannot have a default; remove it, and the field says that there is none`);
}

/** What agents decide by hangs together with a workflow, and leaves them with words for the customer. */
function checkDecision({ map, fault }: Desk, id: string, field: FieldSpec, spec: SystemSpec): void {
  const isOnCard = map.cards.some((card) => card.fields.includes(id));
  if (!field.decision || !isOnCard) return;
  if (!Object.values(map.workflows).some(({ needs }) => needs.fields.includes(id)))
    fault(['fields', id, 'decision'], `no workflow needs ${id}; name it in workflows.yaml where people decide by it`);
  const fallback = ownValue(spec.fallbacks, field.fallback);
  if (fallback && fallback.sentence === undefined)
    fault(['fallbacks', field.fallback], `${id} is decided by: write a sentence that is safe to say to the customer`);
}
