import type { HistoryRecord, HistoryTicket } from '@sidelight/shared/record/history.ts';
import { readable, readEach } from '../each-record.ts';
import { withGaps } from '../gaps.ts';
import type { Answer, Ask, ConnectorSettings } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import type { createZendeskClient } from './client.ts';
import { ZendeskOptions } from './options.ts';
import { slaOf } from './sla.ts';
import { csatOf } from './sync/ticket-facts.ts';
import { WireHistoryTicket, WireHolder, WireTicketGroup } from './wire-history.ts';

const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const;

/**
 * The tickets of a customer that changed last. `subject`: `organizations:<id>` or `users:<id>`. Whoever asks for us is
 * an admin and sees them all; those in a private group are left out here, so that nobody is shown them.
 */
export function createHistory(
  client: Pick<ReturnType<typeof createZendeskClient>, 'history'>,
  { consoleUrl, options }: Pick<ConnectorSettings, 'consoleUrl' | 'options'>,
): Ask<HistoryRecord> {
  const { escalatedTags, escalatedPriorities } = ZendeskOptions.parse(options);
  const urlOf = (id: string) => `${consoleUrl}/agent/tickets/${id}`;
  const isEscalated = ({ tags, priority }: WireHistoryTicket): boolean =>
    (tags ?? []).some((tag) => escalatedTags.includes(tag)) || escalatedPriorities.includes(priority ?? '');

  return async ({ by, value }, signal): Promise<Answer<HistoryRecord> | null> => {
    const [, kind, id = ''] = /^(organizations|users):(\d{1,20})$/.exec(value) ?? [];
    if (by !== 'id') throw new UpstreamError('not_configured');
    if (!kind) return null;
    const page = await client.history(
      kind === 'users' ? `users/${id}/tickets/requested` : `${kind}/${id}/tickets`,
      signal,
    );
    if (page === null) return null;
    const { records, leftOut } = readEach(WireHistoryTicket, page.tickets);
    const names = new Map(readable(WireHolder, page.users ?? []).records.map((user) => [user.id, user.name]));
    const groups = readable(WireTicketGroup, page.groups ?? []).records;
    const open = new Set(groups.flatMap((group) => (group.is_public ? [group.id] : [])));
    // Of a group that did not come along nobody knows whether it is private.
    const shown = records.filter(({ group_id: group }) => !group || open.has(group));
    const tickets = shown.flatMap((wire): readonly HistoryTicket[] => {
      const status = statuses.find((each) => each === wire.status);
      if (!status) return [];
      const isSettled = status === 'solved' || status === 'closed';
      return [
        {
          ...{ id: wire.id, subject: wire.subject ?? '', status },
          at: (isSettled && wire.metric_set?.solved_at) || wire.updated_at,
          agent: (wire.assignee_id && names.get(wire.assignee_id)) || null,
          ...{ csat: csatOf(wire.satisfaction_rating?.score), sla: slaOf(wire.slas), isEscalated: isEscalated(wire) },
          ...{ brandId: wire.brand_id ?? null, url: urlOf(wire.id) },
        },
      ];
    });
    return {
      // Also one that cannot be made out: nobody may take the list for all there are.
      record: { tickets, isMore: page.meta.has_more || tickets.length < page.tickets.length },
      source: {
        ...{ type: kind === 'users' ? 'user' : 'organization', id },
        url: `${consoleUrl}/agent/${kind}/${id}/tickets`,
      },
      ...withGaps({ isCutShort: false, leftOut }),
    };
  };
}
