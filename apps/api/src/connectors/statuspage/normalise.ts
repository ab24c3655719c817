import type { Tone } from '@sidelight/shared/context/value.ts';
import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { Summary } from './client.ts';
import type { WireComponent, WireIncident } from './wire.ts';

type Item = IssuesRecord['items'][number];

const over: readonly string[] = ['resolved', 'postmortem', 'completed'];
const underWay: readonly string[] = ['in_progress', 'verifying'];

const impacts: ReadonlyMap<string, Tone> = new Map([
  ['none', 'neutral'],
  ['maintenance', 'neutral'],
  ['minor', 'warn'],
  ['major', 'bad'],
  ['critical', 'bad'],
]);
const conditions: ReadonlyMap<string, Tone> = new Map([
  ['under_maintenance', 'neutral'],
  ['degraded_performance', 'warn'],
  ['partial_outage', 'warn'],
  ['major_outage', 'bad'],
]);

export interface Wording {
  /** The adopter's own wording: the vendor's updates were not written for a reply. */
  readonly sentence: string | null;
  /** Where a person reads the page. */
  readonly pageUrl: string;
}

/**
 * What the page says is not right now: open incidents, maintenance under way, and components that are not
 * operational although neither of those names them.
 */
export function normaliseSummary(
  { incidents, maintenances, components }: Pick<Summary, 'incidents' | 'maintenances' | 'components'>,
  wording: Wording,
): IssuesRecord {
  const groups = new Map(components.flatMap(({ id, name }) => (id ? [[id, name] as const] : [])));
  const open = [
    ...incidents.filter(({ status }) => !over.includes(status)),
    ...maintenances.filter(({ status }) => underWay.includes(status)),
  ];
  const named = new Set(open.flatMap((incident) => (incident.components ?? []).map(keyOf)));
  return {
    items: [
      ...open.map((incident) => incidentItem(incident, groups, wording)),
      ...components
        .filter((component) => isTroubled(component) && !named.has(keyOf(component)))
        .map((component) => componentItem(component, groups, wording)),
    ],
  };
}

function incidentItem(incident: WireIncident, groups: ReadonlyMap<string, string>, { sentence }: Wording): Item {
  const components = incident.components ?? [];
  return {
    id: incident.id,
    title: incident.name,
    status: inWords(incident.status),
    tone: impacts.get(incident.impact ?? '') ?? 'warn',
    since: incident.started_at ?? incident.scheduled_for ?? incident.created_at ?? null,
    workaround: null,
    url: webUrl(incident.shortlink),
    sentence,
    topics: [...new Set(components.flatMap((component) => topicsOf(component, groups)))],
    isGlobal: components.length === 0 || incident.impact === 'critical',
  };
}

/** When it began nobody says: a component's time of change is also that of a change of its name. */
function componentItem(
  component: WireComponent,
  groups: ReadonlyMap<string, string>,
  { sentence, pageUrl }: Wording,
): Item {
  const status = component.status ?? '';
  return {
    id: `component-${keyOf(component)}`,
    title: component.name,
    status: inWords(status),
    tone: conditions.get(status) ?? 'warn',
    since: null,
    workaround: null,
    url: webUrl(pageUrl),
    sentence,
    topics: topicsOf(component, groups),
    isGlobal: false,
  };
}

/** A group's state is that of its members, who are in the list themselves. */
const isTroubled = ({ status, group }: WireComponent): boolean =>
  group !== true && status !== 'operational' && Boolean(status);

const keyOf = ({ id, name }: WireComponent): string => id ?? name;

/** A component called "EU" is found by its group's name as well. */
function topicsOf({ name, group_id }: WireComponent, groups: ReadonlyMap<string, string>): string[] {
  const group = group_id ? groups.get(group_id) : undefined;
  return group === undefined ? [name] : [name, group];
}

/** `in_progress` → `In progress`. */
function inWords(status: string): string {
  const words = status.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** It becomes a link: anything but the web is dropped. */
const webUrl = (text: string | null | undefined) => (text && /^https?:\/\//i.test(text) ? text : null);
