import type { Touched } from '@sidelight/shared/health/touched.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { type AnswersReportDeps, shownDuring } from './answers-report.ts';
import { blastRadius } from './blast-radius.ts';
import { FRAME_MS } from './frame-age.ts';
import { tagOf } from './incident-tag.ts';
import type { Frame, PresenceLog, ShownAnswer, StoredIncident } from './ports.ts';
import { staffNames } from './staff-names.ts';

export interface TouchedDeps extends AnswersReportDeps {
  readonly map: IntegrationMap;
  readonly presence: Pick<PresenceLog, 'all'>;
  ticketUrl(ticketId: string): string | undefined;
  /** The company by its account, where it is remembered. */
  customerOf(accountId: string): string | undefined;
  /** The helpdesk's search for tickets with this tag that were changed since; undefined where it has none. */
  searchUrl(tag: string, since: string): string | undefined;
  /** Whether the helpdesk lets us tag many tickets at once. */
  canTag(): boolean;
}

export interface TouchedLists {
  openNow(): Promise<Touched>;
  /** Undefined where there is no such incident. */
  byIncident(id: string): Promise<Touched | undefined>;
  /** All of its tickets, beyond as many as are listed. */
  idsOf(incident: StoredIncident): Promise<readonly string[]>;
}

const MAX_TICKETS = 200;
const MAX_NAMES = 100;

/** The lists behind the counts on the leads' page. */
export function createTouched(deps: TouchedDeps): TouchedLists {
  const { tenant, map } = deps;

  async function list(frames: readonly Frame[], answers: readonly ShownAnswer[]): Promise<Omit<Touched, 'searchUrl'>> {
    const open = Map.groupBy(frames.filter(hasTicket), ({ ticketId }) => ticketId);
    const shown = Map.groupBy(answers, ({ ticketId }) => ticketId);
    const ids = [...new Set([...open.keys(), ...shown.keys()])];
    const some = ids.slice(0, MAX_TICKETS);
    const whoHas = (id: string) => [
      ...(open.get(id) ?? []).map(({ agentId }) => agentId),
      ...(shown.get(id) ?? []).flatMap(({ answeredBy }) => answeredBy ?? []),
    ];
    const online = Map.groupBy(frames, ({ agentId }) => agentId);
    const who = new Set([...online.keys(), ...some.flatMap(whoHas)]);
    const nameOf = await staffNames(deps, [...who].slice(0, MAX_NAMES));
    return {
      more: ids.length - some.length,
      tickets: some.map((ticketId) => {
        const accountId = open.get(ticketId)?.find((frame) => frame.accountId !== undefined)?.accountId;
        const customer = accountId === undefined ? undefined : deps.customerOf(accountId);
        const url = deps.ticketUrl(ticketId);
        return {
          ...{ ticketId, ...(url !== undefined && { url }), ...(customer !== undefined && { customer }) },
          agents: [...new Set(whoHas(ticketId).map(nameOf))],
          isOpen: open.has(ticketId),
          wasAnswered: shown.get(ticketId)?.some(({ answeredAt }) => answeredAt !== undefined) ?? false,
        };
      }),
      agents: [...online].map(([id, own]) => ({
        name: nameOf(id),
        tickets: new Set(own.flatMap(({ ticketId }) => ticketId ?? [])).size,
      })),
    };
  }

  async function touching(incident: StoredIncident) {
    const { system, closedAt } = incident;
    const frames = closedAt === undefined ? await deps.presence.all(tenant, FRAME_MS) : [];
    // What is on no card touches nobody at a ticket.
    const isOnCards = blastRadius(map, { system }, [], 'en').cards.length > 0;
    return {
      frames: isOnCards ? frames.filter(hasTicket) : [],
      answers: await shownDuring(deps, incident),
    };
  }

  function bulkOf({ id, openedAt, timeline }: StoredIncident): Touched['bulk'] {
    if (!map.health.marking.isOn || !deps.canTag()) return undefined;
    const last = timeline.findLast((entry) => entry.kind === 'tagged');
    const searchUrl = last && deps.searchUrl(last.tag, openedAt);
    return {
      tag: last?.tag ?? tagOf(id),
      ...(last && { tagged: { tickets: last.tickets, ...(searchUrl !== undefined && { searchUrl }) } }),
    };
  }

  return {
    async idsOf(incident) {
      const { frames, answers } = await touching(incident);
      return [...new Set([...frames, ...answers].map(({ ticketId }) => ticketId))];
    },
    openNow: async () => list(await deps.presence.all(tenant, FRAME_MS), []),
    async byIncident(id) {
      const incident = await deps.incidents.find(tenant, id);
      if (!incident) return undefined;
      const { isOn, tag } = map.health.marking;
      const searchUrl = isOn ? deps.searchUrl(tag, incident.openedAt) : undefined;
      const bulk = bulkOf(incident);
      const { frames, answers } = await touching(incident);
      return { ...(await list(frames, answers)), ...(searchUrl && { searchUrl }), ...(bulk && { bulk }) };
    },
  };
}

const hasTicket = (frame: Frame): frame is Frame & { readonly ticketId: string } => frame.ticketId !== undefined;
