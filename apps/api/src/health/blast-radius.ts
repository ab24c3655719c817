import type { BlastRadius, Owner } from '@sidelight/shared/health/blast-radius.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { Priority } from '@sidelight/shared/map/workflow.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Frame } from './ports.ts';

/** What is out of order: a system, and which of its connections when not all of them. */
export interface Broken {
  readonly system: string;
  readonly connectors?: readonly string[] | undefined;
}

/** What broken connections touch: the map says what hangs on them, presence says who is looking. Pure. */
export function blastRadius(
  map: IntegrationMap,
  broken: Broken,
  frames: readonly Frame[],
  locale: string,
): BlastRadius {
  const spec = ownValue(map.systems, broken.system);
  const owner = (team: string): Owner => {
    const found = ownValue(map.teams, team);
    return found ? { name: say(found.name, locale), contact: found.contact } : { name: team, contact: '' };
  };
  const connectors = Object.keys(spec?.connectors ?? {});
  const bad = broken.connectors?.length ? broken.connectors : connectors;
  const isWhole = connectors.every((id) => bad.includes(id));
  const hasBadRead = (from: string) => bad.includes(ownValue(spec?.reads, from)?.connector ?? '');
  const lost = new Set(
    Object.entries(spec?.fields ?? {}).flatMap(([id, field]) => (hasBadRead(field.from) ? [id] : [])),
  );
  const cards = map.cards.filter((card) => card.fields.some((id) => lost.has(id)));
  const onCards = cards.flatMap((card) => card.fields).filter((id) => lost.has(id));
  const workflows = Object.entries(map.workflows)
    .filter(
      ([, { needs }]) => needs.fields.some((id) => lost.has(id)) || (isWhole && needs.systems.includes(broken.system)),
    )
    .sort(([, a], [, b]) => rank(a.priority) - rank(b.priority));
  // Every open sidebar shows every card; what is on no card touches nobody at a ticket.
  const touched = cards.length > 0 ? frames : [];
  const count = (of: (frame: Frame) => string | undefined) => new Set(touched.flatMap((frame) => of(frame) ?? [])).size;
  return {
    fields: onCards.map((id) => ({ id, label: say(ownValue(spec!.fields, id)!.label, locale) })),
    cards: cards.map(({ id, title }) => ({ id, title: say(title, locale) })),
    workflows: workflows.map(([id, flow]) => ({
      ...{ id, name: say(flow.name, locale), priority: flow.priority, owner: owner(flow.owner) },
      ...{ impact: say(flow.impact, locale), workaround: say(flow.workaround, locale) },
    })),
    owner: owner(spec?.owners.technical ?? ''),
    openTickets: count((frame) => frame.ticketId),
    agents: new Set(touched.filter((frame) => frame.ticketId !== undefined).map((frame) => frame.agentId)).size,
    accounts: count((frame) => frame.accountId),
  };
}

const rank = (priority: Priority): number => Priority.options.indexOf(priority);
