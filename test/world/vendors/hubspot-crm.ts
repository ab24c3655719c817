import type { Changes } from '../changes.ts';
import { createHubspotBases } from './hubspot-bases.ts';
import type { InputFault } from './hubspot-errors.ts';
import { type HubspotKind, type HubspotProperty, hubspotProperties } from './hubspot-properties.ts';
import { type Overlay, type Row, type Version, valueIn } from './hubspot-rows.ts';
import { createSortedIds, firstFrom } from './hubspot-sorted-ids.ts';
import { createHubspotSwitches, type HubspotSwitches } from './hubspot-switches.ts';
import { takeValue } from './hubspot-value.ts';

/** Who edits, in the words of a property's history. */
export type Source = Pick<Version, 'sourceType' | 'sourceId' | 'userId' | 'label'>;

/** Something that happened to a record, as webhooks tell of it. */
export type CrmEvent = { readonly kind: HubspotKind; readonly id: string; readonly by?: Source } & (
  | { readonly what: 'creation' | 'deletion' | 'privacyDeletion' }
  | { readonly what: 'propertyChange'; readonly property: string; readonly value: string }
  | { readonly what: 'merge'; readonly merged: string }
  | { readonly what: 'associationChange'; readonly to: string }
);

/** The CRM's records as they stand: what the company began with, and all that has happened since. */
export interface HubspotCrm {
  readonly switches: HubspotSwitches;
  now(): number;
  property(kind: HubspotKind, name: string): HubspotProperty | undefined;
  definitions(kind: HubspotKind): readonly HubspotProperty[];
  /** Adds a property or takes the place of the one by its name. */
  define(kind: HubspotKind, property: HubspotProperty): void;
  /** Undefined for one that is archived; the survivor for one that was merged, unless the switch says otherwise. */
  find(kind: HubspotKind, id: string): Row | undefined;
  all(kind: HubspotKind): readonly Row[];
  /** By their ids from this one on: so many, and the one after them. */
  from(kind: HubspotKind, id: number, most: number): { readonly rows: readonly Row[]; readonly next: Row | undefined };
  /** Those whose property has this very value, by case-blind comparison. */
  having(kind: HubspotKind, property: string, value: string): readonly Row[];
  create(kind: HubspotKind, id?: string): Row;
  /** What is wrong with values, before anything is written. */
  faultIn(kind: HubspotKind, row: Row | undefined, values: Readonly<Record<string, unknown>>): InputFault | undefined;
  /** Writes values that have been looked at. A value that stands there already is no edit. */
  write(row: Row, values: Readonly<Record<string, unknown>>, by: Source, atMs?: number): void;
  /** The overlay of a record, made when it has none. */
  touch(row: Row): Overlay;
  /** Addresses of people who were erased. */
  readonly blocklist: Set<string>;
  /** Puts a note on a record's timeline, which moves the record's own date. */
  noteOn(row: Row, noteId: string): void;
  notesOn(id: string): readonly string[];
  /** Whoever wants to know of what happens. */
  readonly listeners: Set<(event: CrmEvent) => void>;
  tell(event: CrmEvent): void;
}

const FIRST_NEW_ID = 9_300_000_001;

export function createHubspotCrm(changes: Pick<Changes, 'company' | 'revision'>): HubspotCrm {
  const switches = createHubspotSwitches();
  const bases = createHubspotBases(changes);
  const overlays = kinds(() => new Map<string, Overlay>());
  const defined = kinds((kind) => new Map(hubspotProperties[kind].map((property) => [property.name, property])));
  const notes = new Map<string, Set<string>>();
  const sorted = createSortedIds();
  const listeners: HubspotCrm['listeners'] = new Set();
  const tell: HubspotCrm['tell'] = (event) => {
    for (const listen of listeners) listen(event);
  };
  let nextId = FIRST_NEW_ID;
  const now = () => Date.now() + switches.clockAheadMs;

  const rowOf = (kind: HubspotKind, id: string): Row | undefined => {
    const base = bases.find(kind, id);
    const overlay = overlays[kind].get(base?.id ?? id);
    if (!base && !overlay?.isNew) return undefined;
    return {
      kind,
      id: base?.id ?? id,
      createdAtMs: base?.createdAtMs ?? overlay?.createdAtMs ?? 0,
      modifiedAtMs: Math.max(base?.updatedAtMs ?? 0, overlay?.modifiedAtMs ?? 0),
      ...{ base, overlay },
    };
  };
  const isThere = ({ overlay }: Row) => overlay?.archivedAtMs === undefined && overlay?.mergedInto === undefined;

  const find = (kind: HubspotKind, id: string): Row | undefined => {
    const into = overlays[kind].get(id)?.mergedInto;
    if (into !== undefined) return switches.losersAreGone ? undefined : find(kind, into);
    const row = rowOf(kind, id);
    return row && isThere(row) ? row : undefined;
  };
  const touch = (row: Row): Overlay => {
    const { kind, id, createdAtMs, modifiedAtMs } = row;
    const overlay = overlays[kind].get(id) ?? {
      ...{ id, createdAtMs, modifiedAtMs, isNew: false, versions: new Map(), absorbed: [] },
    };
    overlays[kind].set(id, overlay);
    return overlay;
  };
  const property = (kind: HubspotKind, name: string) => defined[kind].get(name);

  return {
    switches,
    now,
    property,
    find,
    touch,
    listeners,
    tell,
    blocklist: new Set(),
    noteOn: (row, noteId) => {
      const on = notes.get(row.id) ?? new Set();
      notes.set(row.id, on);
      if (on.has(noteId)) return;
      on.add(noteId);
      touch(row).modifiedAtMs = now();
    },
    notesOn: (id) => [...(notes.get(id) ?? [])],
    definitions: (kind) => [...defined[kind].values()],
    define: (kind, definition) => void defined[kind].set(definition.name, definition),
    all: (kind) => {
      const ids = [
        ...bases.ids(kind),
        ...[...overlays[kind].values()].filter(({ isNew }) => isNew).map(({ id }) => id),
      ];
      return ids.flatMap((id) => {
        const row = rowOf(kind, id);
        return row && isThere(row) ? row : [];
      });
    },
    from: (kind, id, most) => {
      const fresh = [...overlays[kind].values()].filter(({ isNew }) => isNew).map((overlay) => overlay.id);
      const ids = sorted(kind, bases.ids(kind), fresh);
      const rows: Row[] = [];
      for (let at = firstFrom(ids, id); at < ids.length && rows.length <= most; at++) {
        const row = rowOf(kind, String(ids[at]));
        if (row && isThere(row)) rows.push(row);
      }
      return { rows: rows.slice(0, most), next: rows[most] };
    },
    having: (kind, name, value) => {
      const ids = new Set([...bases.having(kind, name, value), ...overlays[kind].keys()]);
      return [...ids].flatMap((id) => {
        const row = find(kind, id);
        if (row?.id !== id) return [];
        const is = (valueIn(row, name) ?? '').toLowerCase();
        const list = name.startsWith('hs_additional_') ? is.split(';') : [is];
        return list.includes(value.toLowerCase()) ? row : [];
      });
    },
    create: (kind, id = String(nextId++)) => {
      const atMs = now();
      const fresh = { isNew: true, versions: new Map(), absorbed: [] };
      overlays[kind].set(id, { id, createdAtMs: atMs, modifiedAtMs: atMs, ...fresh });
      tell({ what: 'creation', kind, id });
      return rowOf(kind, id)!;
    },
    faultIn: (kind, row, values) => {
      for (const [name, value] of Object.entries(values)) {
        const taken = takeValue(property(kind, name), name, value, row ? (valueIn(row, name) ?? '') : '');
        if ('fault' in taken) return taken.fault;
      }
      return undefined;
    },
    write(row, values, by, atMs = now()) {
      const overlay = touch(row);
      for (const [name, value] of Object.entries(values)) {
        const edited = write(overlay, name, value, { ...by, atMs });
        const workflow = edited && switches.workflows.find((w) => w.kind === row.kind && w.property === name);
        if (!workflow || by.sourceId === workflow.id) continue;
        const source = { sourceType: 'AUTOMATION_PLATFORM', sourceId: workflow.id, atMs: atMs + 1 };
        write(overlay, name, workflow.rewrite(edited.value), source);
      }

      function write(to: Overlay, name: string, value: unknown, version: Omit<Version, 'value'>) {
        const current = { ...row, overlay: to };
        const before = valueIn(current, name) ?? '';
        const taken = takeValue(property(row.kind, name), name, value, before);
        if ('fault' in taken || taken.value === before) return undefined;
        const edited = { ...version, value: taken.value };
        const since = to.versions.get(name) ?? [];
        to.versions.set(
          name,
          [edited, ...since].sort((a, b) => b.atMs - a.atMs),
        );
        to.modifiedAtMs = Math.max(to.modifiedAtMs, version.atMs);
        tell({ what: 'propertyChange', kind: row.kind, id: row.id, property: name, value: edited.value, by: version });
        return edited;
      }
    },
  };
}

function kinds<T>(make: (kind: HubspotKind) => T): Record<HubspotKind, T> {
  return {
    ...{ contacts: make('contacts'), companies: make('companies'), deals: make('deals'), notes: make('notes') },
    ...{ calls: make('calls'), meetings: make('meetings') },
  };
}
