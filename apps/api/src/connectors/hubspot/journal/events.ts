import { type Delivered, JOURNAL_DELIVERY } from '../../webhook.ts';
import { WireEvent } from './wire.ts';

const KINDS: ReadonlyMap<string, string> = new Map([
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
]);
const ERASURE = 'privacyDeletion';
/** What webhooks call the same. */
const CHANGES: ReadonlyMap<string, string> = new Map([
  ['CREATE', 'creation'],
  ['UPDATE', 'propertyChange'],
  ['DELETE', 'deletion'],
  ['MERGE', 'merge'],
  ['RESTORE', 'restore'],
  ['ASSOCIATION_ADDED', 'associationChange'],
  ['ASSOCIATION_REMOVED', 'associationChange'],
  ['GDPR_DELETE', ERASURE],
]);

type Event = { readonly change: string; readonly kind: string; readonly ids: readonly string[] };

/**
 * What a file says in the words of webhooks, so that all that follows is the same. Of one record one event is enough: it
 * is read again. Of a person who was erased it is that event, wherever it stands.
 */
export function deliveredOf(
  { journalEvents }: { readonly journalEvents: readonly unknown[] },
  offset: string,
  portalId: string,
): { readonly delivered: readonly Delivered[]; readonly leftOut: number } {
  const found = new Map<string, Delivered>();
  let leftOut = 0;
  for (const json of journalEvents) {
    const read = eventOf(json, portalId);
    if (read === 'unreadable') leftOut++;
    else if (read !== 'of_no_use')
      for (const id of read.ids) {
        const key = `${read.kind}-${id}`;
        if (found.has(key) && read.change !== ERASURE) continue;
        found.set(key, {
          deliveryId: `${JOURNAL_DELIVERY}${offset}-${key}`,
          event: { type: `${read.kind}.${read.change}`, detail: { id }, isAnswer: false },
        });
      }
  }
  return { delivered: [...found.values()], leftOut };
}

function eventOf(json: unknown, portalId: string): Event | 'unreadable' | 'of_no_use' {
  const { data: event } = WireEvent.safeParse(json);
  if (!event) return 'unreadable';
  const change = CHANGES.get(event.action);
  const isOfAnother = event.portalId != null && event.portalId !== portalId;
  if (change === undefined || isOfAnother) return 'of_no_use';
  return change === 'associationChange' ? contactOf(event, change) : recordOf(event, change);
}

function recordOf({ objectTypeId, objectId, mergedObjectIds }: WireEvent, change: string) {
  if (objectTypeId == null) return 'unreadable';
  const kind = KINDS.get(objectTypeId);
  if (kind === undefined) return 'of_no_use';
  return objectId == null ? 'unreadable' : { change, kind, ids: [objectId, ...(mergedObjectIds ?? [])] };
}

/** Whose company it is: of the two that are joined or parted, the contact. */
function contactOf(event: WireEvent, change: string) {
  const ends = [
    [event.fromObjectTypeId, event.fromObjectId],
    [event.toObjectTypeId, event.toObjectId],
  ] as const;
  const contact = ends.find(([type]) => type === '0-1');
  if (!contact) return ends.some(([type]) => type == null) ? 'unreadable' : 'of_no_use';
  return contact[1] == null ? 'unreadable' : { change, kind: 'contact', ids: [contact[1]] };
}
