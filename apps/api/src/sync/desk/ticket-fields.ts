import type {
  CorrectAnswer,
  CorrectRequest,
  SyncedField,
  SyncedRecord,
  TicketFields,
} from '@sidelight/shared/customer/synced-fields.ts';
import type { Sync, SyncObjectId } from '@sidelight/shared/map/sync.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { OnRecord } from '../../audit/ports.ts';
import type { SyncOverview } from '../../store/sync-overview.ts';
import type { SyncSwitches } from '../../store/sync-switches.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Canon, Side } from '../canonical/canon.ts';
import { isComparable } from '../canonical/phone.ts';
import type { SyncFieldPlan, SyncPlan } from '../compile.ts';
import type { Corrected, Corrections } from '../correct.ts';
import { type FieldState, unknownField } from '../field-state.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import { syncedField } from './synced-field.ts';
import { typedFor } from './typed-value.ts';

/** Whom a ticket is about, by the helpdesk's ids. */
export type Subjects = Readonly<Partial<Record<SyncObjectId, string>>>;

export interface TicketFieldDeps {
  readonly tenant: TenantId;
  readonly sync: Sync;
  readonly plan: SyncPlan;
  readonly fields: DeskFields;
  readonly overview: Pick<SyncOverview, 'recordOf'>;
  readonly switches: Pick<SyncSwitches, 'isOn'>;
  readonly systems: Readonly<Record<Side, string>>;
  /** Undefined while a side is not connected. */
  corrections(object: SyncObjectId): Promise<Corrections | undefined>;
  /** A team's name. */
  teamName(team: string, locale: string): string;
}

export interface TicketFieldDesk {
  read(reader: Reader, subjects: Subjects): Promise<Omit<TicketFields, 'onboarding'>>;
  correct(
    reader: Reader,
    by: string,
    subjects: Subjects,
    request: CorrectRequest,
    record: OnRecord,
  ): Promise<CorrectAnswer>;
  undo(reader: Reader, subjects: Subjects, id: string, record: OnRecord): Promise<CorrectAnswer>;
}

const refused = (why: Extract<CorrectAnswer, { kind: 'refused' }>['why'], field?: SyncedField): CorrectAnswer => ({
  ...{ kind: 'refused', why },
  ...(field && { field }),
});

/** More is asked of what a person types than of what a side holds already. */
function isGoodEnough({ type, nulls }: SyncFieldPlan, canon: Canon): boolean {
  // What is emptied here would be emptied on both sides, which the map does not want.
  if (canon === null) return nulls !== 'keep';
  return type !== 'phone' || (typeof canon === 'string' && isComparable(canon));
}

/** What agents see beside a ticket of the fields that both sides hold, and what they may correct. */
export function createTicketFields(deps: TicketFieldDeps): TicketFieldDesk {
  const { tenant, sync, plan, fields, overview, switches, systems } = deps;

  const isOn = (object: string) => switches.isOn(tenant, object);
  const mayCorrect = (object: SyncObjectId, field: SyncFieldPlan, reader: Reader): boolean =>
    !reader.isLight && mightCorrect(object, field, reader);
  /** Were they no light agent. */
  const mightCorrect = (object: SyncObjectId, field: SyncFieldPlan, reader: Reader): boolean =>
    field.isCorrectable && sync.corrections.roles.includes(reader.role) && fields.mayShow(object, field.id, reader);
  const view = (object: SyncObjectId, field: SyncFieldPlan, state: FieldState, reader: Reader, isOpen = true) =>
    syncedField(field, state, {
      label: fields.fieldLabel(object, field.id, reader),
      isShown: fields.mayShow(object, field.id, reader),
      canCorrect: isOpen && mayCorrect(object, field, reader),
      owner: deps.teamName(sync.owners.business, reader.locale),
    });

  async function recordOf(object: SyncObjectId, reader: Reader, vendorId: string): Promise<SyncedRecord | undefined> {
    const known = await overview.recordOf(tenant, object, vendorId);
    const own = fields.object(object);
    if (!known || !own) return undefined;
    const mayAny = !known.isHeld && own.fields.some((field) => mayCorrect(object, field, reader));
    const corrections = mayAny ? await deps.corrections(object) : undefined;
    const isOpen = (id: string) => corrections?.takes(id) === true;
    const shown = own.fields.flatMap(
      (field) =>
        view(object, field, ownValue(known.fields, field.id) ?? unknownField(), reader, isOpen(field.id)) ?? [],
    );
    return { object, label: fields.objectLabel(object, reader), fields: shown };
  }

  /** What became of it, as the reader may see it. */
  function answered(object: SyncObjectId, field: SyncFieldPlan, corrected: Corrected, reader: Reader): CorrectAnswer {
    if (!('state' in corrected)) return refused(corrected.kind);
    const shown = view(object, field, corrected.state, reader);
    if (corrected.kind !== 'done') return refused(corrected.kind, shown);
    return shown ? { kind: 'done', id: corrected.id, field: shown } : refused('not_offered');
  }

  return {
    async read(reader, subjects) {
      const records: SyncedRecord[] = [];
      // People first: it is they who write.
      for (const { id } of plan.objects.toReversed()) {
        const vendorId = subjects[id];
        const record = vendorId !== undefined && (await isOn(id)) && (await recordOf(id, reader, vendorId));
        if (record && record.fields.length > 0) records.push(record);
      }
      const isKept = records.some(({ object, fields: shown }) =>
        shown.some(({ id, state }) => {
          const field = fields.field(object, id);
          return field !== undefined && state === 'agreed' && mightCorrect(object, field, reader);
        }),
      );
      return { systems: { ...systems }, records, ...(reader.isLight && isKept && { isLight: true }) };
    },
    async correct(reader, by, subjects, { object, field: id, value: typed, seen }, record) {
      const [field, vendorId] = [fields.field(object, id), subjects[object]];
      const isOffered = field && vendorId !== undefined && mayCorrect(object, field, reader) && (await isOn(object));
      const corrections = isOffered ? await deps.corrections(object) : undefined;
      if (!isOffered || !corrections) return refused('not_offered');
      const value = typedFor(field, typed);
      if (value.kind !== 'value' || !isGoodEnough(field, value.canon)) return refused('not_a_value');
      const wish = { vendorId, field: id, value: value.canon, seen, by, record };
      return answered(object, field, await corrections.correct(wish), reader);
    },
    async undo(reader, subjects, id, record) {
      for (const { id: object, fields: own } of plan.objects) {
        const vendorId = subjects[object];
        if (vendorId === undefined || !(await isOn(object))) continue;
        const corrections = await deps.corrections(object);
        if (!corrections) continue;
        let undone: SyncFieldPlan | undefined;
        const isTheirs = (name: string) => {
          undone = own.find((field) => field.id === name);
          return undone !== undefined && mayCorrect(object, undone, reader);
        };
        const corrected = await corrections.undo(id, vendorId, isTheirs, record);
        if (undone) return answered(object, undone, corrected, reader);
      }
      return refused('too_late');
    },
  };
}
