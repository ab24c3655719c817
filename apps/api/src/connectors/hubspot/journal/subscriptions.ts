import type { JournalWish } from '../../journal.ts';
import type { WireSubscription } from './wire.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['contacts', '0-1'],
  ['companies', '0-2'],
  ['deals', '0-3'],
]);

/** As it is asked for. Without ids of records it is about all of them. */
export type Wanted = {
  readonly objectTypeId: string;
  readonly portalId: number;
  readonly actions: readonly string[];
} & (
  | { readonly subscriptionType: 'OBJECT'; readonly objectIds: readonly []; readonly properties: readonly string[] }
  | {
      readonly subscriptionType: 'ASSOCIATION';
      readonly objectIds: readonly [];
      readonly associatedObjectTypeIds: readonly string[];
    }
  | { readonly subscriptionType: 'GDPR_PRIVACY_DELETION' }
);

const RECORD_ACTIONS = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];
const JOIN_ACTIONS = ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'];

/** All that is to be told of these kinds of records. */
export function wantedOf(wishes: readonly JournalWish[], portalId: number): readonly Wanted[] {
  const known = wishes.flatMap(({ object, properties }) => {
    const objectTypeId = TYPES.get(object);
    return objectTypeId === undefined ? [] : [{ objectTypeId, properties: properties.toSorted() }];
  });
  const ofContacts: readonly Wanted[] = known.some(({ objectTypeId }) => objectTypeId === '0-1')
    ? [
        {
          ...{ subscriptionType: 'ASSOCIATION', portalId, objectTypeId: '0-1', objectIds: [] },
          ...{ associatedObjectTypeIds: ['0-2'], actions: JOIN_ACTIONS },
        },
        { subscriptionType: 'GDPR_PRIVACY_DELETION', portalId, objectTypeId: '0-1', actions: ['GDPR_DELETE'] },
      ]
    : [];
  return [
    ...known.map(
      ({ objectTypeId, properties }): Wanted => ({
        ...{ subscriptionType: 'OBJECT', portalId, objectTypeId, objectIds: [], properties, actions: RECORD_ACTIONS },
      }),
    ),
    ...ofContacts,
  ];
}

/** Those that are to be asked for. Whatever else somebody has one tell, it goes on telling. */
export function lacking(wanted: readonly Wanted[], held: readonly WireSubscription[]): readonly Wanted[] {
  return wanted.flatMap((want): readonly Wanted[] => {
    const own = held.filter(
      (one) =>
        one.subscriptionType === want.subscriptionType &&
        one.objectTypeId === want.objectTypeId &&
        one.portalId === String(want.portalId) &&
        one.deletedAt == null,
    );
    return own.some((one) => tells(one, want)) ? [] : [widened(want, own)];
  });
}

function widened(want: Wanted, own: readonly WireSubscription[]): Wanted {
  const actions = union(want.actions, ...own.map((one) => one.actions));
  switch (want.subscriptionType) {
    case 'OBJECT':
      return { ...want, actions, properties: union(want.properties, ...own.map((one) => one.properties)) };
    case 'ASSOCIATION': {
      const associated = own.map((one) => one.associatedObjectTypeIds);
      return { ...want, actions, associatedObjectTypeIds: union(want.associatedObjectTypeIds, ...associated) };
    }
    case 'GDPR_PRIVACY_DELETION':
      return { ...want, actions };
  }
}

function tells(one: WireSubscription, want: Wanted): boolean {
  const properties = want.subscriptionType === 'OBJECT' ? want.properties : [];
  const associated = want.subscriptionType === 'ASSOCIATION' ? want.associatedObjectTypeIds : [];
  return (
    (one.objectIds ?? []).length === 0 &&
    holds(one.actions, want.actions) &&
    holds(one.properties ?? [], properties) &&
    holds(one.associatedObjectTypeIds ?? [], associated)
  );
}

const holds = (all: readonly string[], some: readonly string[]) => some.every((each) => all.includes(each));
const union = (...lists: readonly (readonly string[] | null | undefined)[]): readonly string[] => [
  ...new Set(lists.flatMap((list) => list ?? [])),
];
