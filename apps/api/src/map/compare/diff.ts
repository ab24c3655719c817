import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { factsOfHealthScore } from '../health-score-words.ts';
import { changedClasses, syncFacts } from './diff-sync.ts';

type Change =
  | { readonly kind: 'added' | 'removed'; readonly what: Thing; readonly id: string }
  | { readonly kind: 'changed'; readonly what: Thing; readonly id: string; readonly parts: readonly Part[] };
type Thing =
  | ('system' | 'field' | 'fallback' | 'flow' | 'workflow' | 'team' | 'card' | 'verdict' | 'unconnected')
  | ('sync rules' | 'synced record' | 'synced field' | 'health score');

/** One key of a thing, before and after, as written. */
interface Part {
  readonly key: string;
  readonly before: string;
  readonly after: string;
}

export interface MapDiff {
  readonly changes: readonly Change[];
  /** Titles of cards and names of workflows that show or need what changed. */
  readonly cards: readonly string[];
  readonly workflows: readonly string[];
  /** Teams that own what changed, on either side. */
  readonly owners: readonly string[];
  /** Fields that more or other people may see now. */
  readonly classes: readonly { readonly id: string; readonly before: string; readonly after: string }[];
}

/** What is different between two maps, and whom it touches. Pure. */
export function compareMaps(before: IntegrationMap, after: IntegrationMap): MapDiff {
  const [oldSync, newSync] = [syncFacts(before.sync), syncFacts(after.sync)];
  const sync = [
    ...compare('sync rules', oldSync.rules, newSync.rules),
    ...compare('synced record', oldSync.objects, newSync.objects),
    ...compare('synced field', oldSync.fields, newSync.fields),
  ];
  const health = compare('health score', healthFacts(before), healthFacts(after));
  const changes = [
    ...compare('team', before.teams, after.teams),
    ...compare('system', systems(before), systems(after)),
    ...compare('field', fields(before), fields(after)),
    ...compare('fallback', fallbacks(before), fallbacks(after)),
    ...compare('card', cards(before), cards(after)),
    ...compare('verdict', verdict(before), verdict(after)),
    ...compare('flow', before.flows, after.flows),
    ...compare('workflow', before.workflows, after.workflows),
    ...compare('unconnected', before.unconnected, after.unconnected),
    ...sync,
    ...health,
  ];
  const touched = touchedFields(changes, before, after);
  const own = (map: IntegrationMap) => ({
    cards: map.cards.filter(
      (card) => card.fields.some((id) => touched.has(id)) || changes.some((c) => c.what === 'card' && c.id === card.id),
    ),
    workflows: Object.entries(map.workflows).filter(
      ([id, { needs }]) =>
        needs.fields.some((field) => touched.has(field)) || changes.some((c) => c.what === 'workflow' && c.id === id),
    ),
    owners: [
      ...[...touched].flatMap((id) => ownValue(fields(map), id)?.owner ?? []),
      ...(sync.length > 0 && map.sync ? Object.values(map.sync.owners) : []),
      ...(health.length > 0 && map.healthScore ? [map.healthScore.owner] : []),
    ],
  });
  const both = [own(before), own(after)];
  const name = (team: string) => say((ownValue(after.teams, team) ?? ownValue(before.teams, team))?.name ?? team, 'en');
  return {
    changes,
    cards: unique(both.flatMap((side) => side.cards.map((card) => say(card.title, 'en')))),
    workflows: unique(both.flatMap((side) => side.workflows.map(([, spec]) => say(spec.name, 'en')))),
    owners: unique(both.flatMap((side) => [...side.owners, ...side.workflows.map(([, spec]) => spec.owner)]).map(name)),
    classes: [
      ...[...touched].flatMap((id) => {
        const [old, now] = [ownValue(fields(before), id)?.class, ownValue(fields(after), id)?.class];
        return old !== undefined && now !== undefined && old !== now ? [{ id, before: old, after: now }] : [];
      }),
      ...changedClasses(before.sync, after.sync),
    ],
  };
}

const unique = (all: readonly string[]): string[] => [...new Set(all)].sort();

const systems = (map: IntegrationMap): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.entries(map.systems).map(([id, { fields: _, fallbacks: __, ...rest }]) => [id, { ...rest }]),
  );
const fields = (map: IntegrationMap): Readonly<Record<string, FieldSpec>> =>
  Object.fromEntries(Object.values(map.systems).flatMap((spec) => Object.entries(spec.fields)));
const fallbacks = (map: IntegrationMap): Readonly<Record<string, object>> =>
  Object.fromEntries(
    Object.values(map.systems).flatMap((spec) =>
      Object.entries(spec.fallbacks).map(([id, fallback]) => [`${spec.system}/${id}`, fallback]),
    ),
  );
const healthFacts = ({ healthScore }: IntegrationMap): Readonly<Record<string, object>> =>
  healthScore ? { formula: factsOfHealthScore(healthScore) } : {};
const verdict = (map: IntegrationMap): Readonly<Record<string, object>> => (map.verdict ? { line: map.verdict } : {});
const cards = (map: IntegrationMap): Readonly<Record<string, object>> =>
  Object.fromEntries(map.cards.map((card) => [card.id, card]));

function compare(
  what: Thing,
  before: Readonly<Record<string, object>>,
  after: Readonly<Record<string, object>>,
): Change[] {
  const ids = unique([...Object.keys(before), ...Object.keys(after)]);
  return ids.flatMap((id): Change[] => {
    const [old, now] = [ownValue(before, id), ownValue(after, id)];
    if (!old) return [{ kind: 'added', what, id }];
    if (!now) return [{ kind: 'removed', what, id }];
    const parts = partsOf(old, now);
    return parts.length === 0 ? [] : [{ kind: 'changed', what, id, parts }];
  });
}

function partsOf(old: object, now: object): Part[] {
  const [a, b] = [new Map(Object.entries(old)), new Map(Object.entries(now))];
  return unique([...a.keys(), ...b.keys()]).flatMap((key) => {
    const [before, after] = [written(a.get(key)), written(b.get(key))];
    return before === after ? [] : [{ key, before, after }];
  });
}

const written = (value: unknown): string =>
  value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);

/** Fields that changed themselves, or whose fallback or system did. */
function touchedFields(changes: readonly Change[], before: IntegrationMap, after: IntegrationMap): Set<string> {
  const touched = new Set(changes.filter(({ what }) => what === 'field').map(({ id }) => id));
  for (const map of [before, after]) {
    for (const spec of Object.values(map.systems)) {
      const isSystemTouched = changes.some(({ what, id }) => what === 'system' && id === spec.system);
      for (const [id, field] of Object.entries(spec.fields)) {
        const fallback = `${spec.system}/${field.fallback}`;
        if (isSystemTouched || changes.some((c) => c.what === 'fallback' && c.id === fallback)) touched.add(id);
      }
    }
  }
  return touched;
}
