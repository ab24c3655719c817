import type { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { Summary } from './client.ts';
import { toneOfComponent, toneOfImpact, worst } from './tone.ts';
import type { WireComponent, WireIncident } from './wire.ts';

type Item = IssuesRecord['items'][number];

const over: readonly string[] = ['resolved', 'postmortem', 'completed'];
const underWay: readonly string[] = ['in_progress', 'verifying'];

export interface Wording {
  /** The adopter's own wording: the vendor's updates were not written for a reply. */
  readonly sentence: string | null;
  /** Where a person reads the page. */
  readonly pageUrl: string;
}

/** The page is fine, or works as planned. */
const calm: readonly string[] = ['none', 'maintenance'];

/**
 * What the page says is not right now: open incidents, maintenance under way, components that are not operational
 * although neither of those names them, and groups that are not although no member says why. Where all of these are
 * silent, the page's own sentence.
 */
export function normaliseSummary(
  { incidents, maintenances, components, status }: Omit<Summary, 'pageId' | 'updatedAt' | 'leftOut'>,
  wording: Wording,
): IssuesRecord {
  const groups = new Map(components.flatMap(({ id, name }) => (id ? [[id, name] as const] : [])));
  const open = [
    ...incidents.filter(({ status }) => !over.includes(status)),
    ...maintenances.filter(({ status }) => underWay.includes(status)),
  ];
  const named = new Set(open.flatMap((incident) => (incident.components ?? []).map(keyOf)));
  const conditions = new Map(components.map((component) => [keyOf(component), component.status]));
  // A group's state is that of its members, where they are in the list themselves.
  const explained = new Set(components.filter(isTroubled).map(({ group_id }) => group_id));
  const items = [
    ...open.map((incident) => incidentItem(incident, groups, conditions, wording)),
    ...components
      .filter((one) => isTroubled(one) && !named.has(keyOf(one)) && !(one.group === true && explained.has(one.id)))
      .map((component) => componentItem(component, groups, wording)),
  ];
  return {
    items: items.length === 0 && status && !calm.includes(status.indicator) ? [pageItem(status, wording)] : items,
  };
}

/** `conditions`: what the page's own list says of a component; the copy an incident carries may be older. */
function incidentItem(
  incident: WireIncident,
  groups: ReadonlyMap<string, string>,
  conditions: ReadonlyMap<string, string | null | undefined>,
  { sentence }: Wording,
): Item {
  const components = incident.components ?? [];
  return {
    id: incident.id,
    title: incident.name,
    status: inWords(incident.status),
    phase: null,
    tone: worst([
      toneOfImpact(incident.impact),
      ...components.map((one) => toneOfComponent(conditions.get(keyOf(one)))),
    ]),
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
    phase: null,
    tone: toneOfComponent(status),
    since: null,
    workaround: null,
    url: webUrl(pageUrl),
    sentence,
    topics: topicsOf(component, groups),
    isGlobal: false,
  };
}

/** The page as a whole. */
const pageItem = (
  { indicator, description }: NonNullable<Summary['status']>,
  { sentence, pageUrl }: Wording,
): Item => ({
  id: 'page',
  title: description,
  status: inWords(indicator),
  phase: null,
  tone: toneOfImpact(indicator),
  since: null,
  workaround: null,
  url: webUrl(pageUrl),
  sentence,
  topics: [],
  isGlobal: true,
});

const isTroubled = ({ status }: WireComponent): boolean => status !== 'operational' && Boolean(status);

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
