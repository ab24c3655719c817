import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { TicketNotes } from '@sidelight/shared/map/sync.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { syncMentions } from '../../map/sync-twins.ts';
import { mayShow } from '../../privacy/mask.ts';
import type { SyncFieldPlan, SyncObjectPlan, SyncPlan } from '../compile.ts';

/** Who reads: what they may see, and in which language. */
export interface Reader {
  readonly role: Role;
  readonly locale: string;
  /** The helpdesk lets them change no person and no company. */
  readonly isLight?: true | undefined;
}

/** What the map says of kinds of records and their fields, for whoever reads. */
export interface DeskFields {
  object(object: string): SyncObjectPlan | undefined;
  field(object: string, field: string): SyncFieldPlan | undefined;
  /** Whether it is what tickets become in the CRM. */
  isNote(object: string): boolean;
  /** What the map has no more goes by the name it had; a note by that of what it is about. */
  objectLabel(object: string, reader: Reader): string;
  fieldLabel(object: string, field: string, reader: Reader): string;
  /** A value is shown to those who may see it on a card. One of a field that the map has no more, to admins alone. */
  mayShow(object: string, field: string, reader: Reader): boolean;
}

export function deskFields({ sync, systems }: Pick<IntegrationMap, 'sync' | 'systems'>, plan: SyncPlan): DeskFields {
  const object = (id: string) => plan.objects.find((one) => one.id === id);
  const field = (kind: string, id: string) => object(kind)?.fields.find((one) => one.id === id);
  const notesOf = (id: string) => ownValue<TicketNotes | undefined>(sync?.activities, id);
  const mentions = sync && systems.crm ? syncMentions(systems.crm, sync) : [];
  return {
    ...{ object, field, isNote: (id) => notesOf(id) !== undefined },
    objectLabel: (id, { locale }) => say(object(id)?.label ?? notesOf(id)?.label ?? id, locale),
    fieldLabel: (kind, id, { locale }) => say(field(kind, id)?.label ?? notesOf(kind)?.label ?? id, locale),
    mayShow(kind, id, { role }) {
      if (!field(kind, id)) return role === 'admin';
      return mentions
        .filter((one) => one.object === kind && one.field === id)
        .every(({ shown }) => mayShow(ownValue(systems.crm?.fields, shown) ?? {}, role));
    },
  };
}
