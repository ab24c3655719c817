import { AgentRecord, GroupsRecord, TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import { describe, expect, it } from 'vitest';
import { agentUser, groupsAnswer, organization, requesterUser, ticket, ticketAnswer, userAnswer } from './fixtures.ts';
import { normaliseAgent, normaliseGroups, normaliseRequester, normaliseTicket } from './normalise.ts';
import { WireAgentAnswer, WireGroup, WireTicketAnswer, WireUserAnswer } from './wire.ts';

const fromTicket = (answer: unknown) => normaliseTicket(WireTicketAnswer.parse(answer));
const other = { ...organization, id: 99, name: 'Contoso', external_id: '6100000909' };

describe('a ticket', () => {
  it('names its requester and organisation', () => {
    const record = TicketRecord.parse(fromTicket(ticketAnswer));
    expect(record.ticket).toEqual({
      id: '1001',
      requesterId: '35436',
      groupId: '360010',
      assigneeId: '7004',
      brandId: '360030',
      organizationId: '57542',
      status: 'open',
      tags: ['exports', 'enterprise'],
      sla: null,
    });
    expect(record.requester).toEqual({
      id: '35436',
      name: 'Dana Whitfield',
      email: 'dana@northwind.example',
      externalId: '5100000101',
      locale: 'en-GB',
      timeZone: 'Europe/London',
    });
    expect(record.organization).toEqual({ id: '57542', name: 'Northwind Traders', externalId: '6100000101' });
  });

  it('says what is due first, as long as it is not met', () => {
    const metric = (name: string, stage: string, breach_at: string | null, minutes = 5) => ({
      ...{ metric: name, stage, breach_at, minutes },
    });
    const dueIn = (...policy_metrics: unknown[]) =>
      fromTicket({ ...ticketAnswer, ticket: { ...ticket, slas: { policy_metrics } } })?.ticket?.sla;
    const later = metric('requester_wait_time', 'active', '2026-11-24T10:00:00Z');
    const reply = metric('first_reply_time', 'active', '2026-11-23T10:00:00Z', -12);
    const first = { metric: 'first_reply_time', dueAt: '2026-11-23T10:00:00Z' };
    expect(dueIn(later, reply)).toEqual(first);
    expect(dueIn(metric('a', 'achieved', first.dueAt), metric('b', 'paused', first.dueAt))).toBeNull();
    expect(dueIn(metric('a', 'active', null), metric('b', 'active', 'soon'), { stage: 1 })).toBeNull();
    expect(dueIn()).toBeNull();
  });

  it('takes its own organisation before the default one of its requester', () => {
    const answer = {
      ...ticketAnswer,
      ticket: { ...ticket, organization_id: 99 },
      organizations: [organization, other],
    };
    expect(fromTicket(answer)?.organization?.id).toBe('99');
  });

  it('names no organisation rather than the wrong one when its own cannot be read', () => {
    const answer = { ...ticketAnswer, ticket: { ...ticket, organization_id: 99 } };
    expect(fromTicket(answer)?.organization).toBeNull();
  });

  it('falls back to the default organisation of its requester when it has none', () => {
    const answer = { ...ticketAnswer, ticket: { ...ticket, organization_id: null } };
    expect(fromTicket(answer)).toMatchObject({ ticket: { organizationId: null }, organization: { id: '57542' } });
  });

  it('may have no requester yet', () => {
    const answer = { ticket: { ...ticket, requester_id: null, organization_id: null }, users: [], organizations: [] };
    expect(fromTicket(answer)).toMatchObject({ ticket: { requesterId: null }, requester: null, organization: null });
  });

  it.each(['closed', 'hold', 'a word of next year'])('keeps the status %s', (status) => {
    expect(fromTicket({ ...ticketAnswer, ticket: { ...ticket, status } })?.ticket?.status).toBe(status);
  });

  it('is nobody once deleted', () => {
    expect(fromTicket({ ...ticketAnswer, ticket: { ...ticket, status: 'deleted' } })).toBeNull();
  });
});

describe('the CRM ids', () => {
  const withFields = (contact: unknown, account: unknown) => {
    const users = [{ ...requesterUser, user_fields: { sidelight_crm_contact_id: contact, colour: 7 } }];
    const organizations = [{ ...organization, organization_fields: { sidelight_crm_account_id: account } }];
    const record = fromTicket({ ...ticketAnswer, users, organizations });
    return [record?.requester?.externalId, record?.organization?.externalId];
  };

  it.each([
    ['come from the fields made for them', ['77', '88'], ['77', '88']],
    ['are taken without the blanks of whoever typed them', [' 77 ', '88\n'], ['77', '88']],
    ['may be numbers, where somebody made the fields by hand', [77, 88], ['77', '88']],
    ['are the external IDs where the fields are empty', [null, ''], ['5100000101', '6100000101']],
    ['are the external IDs where the fields were not installed', [undefined, undefined], ['5100000101', '6100000101']],
  ])('%s', (_, [contact, account], ids) => {
    expect(withFields(contact, account)).toEqual(ids);
  });

  it('are the external IDs of a helpdesk that sends no fields at all', () => {
    const { user_fields: _, ...user } = requesterUser;
    expect(fromTicket({ ...ticketAnswer, users: [user] })?.requester?.externalId).toBe('5100000101');
  });
});

describe('a requester', () => {
  it('is a ticket record without a ticket', () => {
    const record = TicketRecord.parse(normaliseRequester(WireUserAnswer.parse(userAnswer)));
    expect(record).toMatchObject({ ticket: null, requester: { id: '35436' }, organization: { id: '57542' } });
  });

  it('without an address has none, whichever way the helpdesk says so', () => {
    for (const email of [null, '']) {
      const wire = WireUserAnswer.parse({ ...userAnswer, user: { ...requesterUser, email } });
      expect(normaliseRequester(wire)?.requester?.email).toBeNull();
    }
  });

  it('is nobody once deleted', () => {
    const wire = WireUserAnswer.parse({ ...userAnswer, user: { ...requesterUser, active: false } });
    expect(normaliseRequester(wire)).toBeNull();
  });
});

describe('an agent', () => {
  const agent = (over: object) =>
    normaliseAgent(WireAgentAnswer.parse({ user: { ...agentUser, ...over } }), { groups: [] });

  it.each([
    [{}, { role: 'agent', customRoleId: '360001', locale: 'de', isActive: true }],
    [
      { role: 'admin', custom_role_id: null },
      { role: 'admin', customRoleId: null },
    ],
    [
      { role: 'end-user', custom_role_id: undefined },
      { role: 'end_user', customRoleId: null },
    ],
    [{ suspended: true }, { isActive: false }],
    [{ active: false }, { isActive: false }],
    [{}, { seesAllTickets: true }],
    [{ ticket_restriction: 'groups' }, { seesAllTickets: false }],
    [{ restricted_agent: true }, { seesAllTickets: false }],
    [{ restricted_agent: undefined }, { seesAllTickets: false }],
    [{ role: 'admin', restricted_agent: undefined }, { seesAllTickets: true }],
    [{}, { restriction: 'none', isLight: false }],
    [{ ticket_restriction: 'groups', restricted_agent: true }, { restriction: 'groups' }],
    [{ ticket_restriction: 'assigned' }, { restriction: 'assigned' }],
    [{ ticket_restriction: 'requested' }, { restriction: 'requested' }],
    [{ ticket_restriction: 'organization' }, { restriction: 'organization' }],
    [{ ticket_restriction: 'within-groups-and-public-groups' }, { restriction: 'unknown' }],
    [{ ticket_restriction: 'none' }, { restriction: 'unknown' }],
    [{ restricted_agent: true }, { restriction: 'unknown' }],
    [{ restricted_agent: undefined }, { restriction: 'unknown' }],
    [{ role: 'admin', ticket_restriction: 'groups' }, { restriction: 'none' }],
    [
      { role_type: 1, restricted_agent: true },
      { restriction: 'none', isLight: true, seesAllTickets: false },
    ],
    [
      { role_type: 1, ticket_restriction: 'groups' },
      { restriction: 'groups', isLight: true },
    ],
    [{ role: 'admin', role_type: 1 }, { isLight: false }],
  ])('%j', (over, expected) => {
    expect(agent(over)).toMatchObject(expected);
  });

  it('keeps to the brands that are listed for them, where any are', () => {
    const wire = WireAgentAnswer.parse({ user: agentUser });
    const brandsOf = (brandIds: string[] | null) => normaliseAgent(wire, { groups: [], brandIds }).brandIds;
    expect([brandsOf(['9']), brandsOf([]), brandsOf(null)]).toEqual([['9'], null, null]);
  });

  it('with a role nobody has heard of is refused, not guessed', () => {
    expect(WireAgentAnswer.safeParse({ user: { ...agentUser, role: 'owner' } }).success).toBe(false);
  });

  it('works in the groups that are still there, and in none we may know of where they are not to be read', () => {
    const wire = WireAgentAnswer.parse({ user: agentUser });
    const groups = groupsAnswer.groups.map((group) => WireGroup.parse(group));
    expect(AgentRecord.parse(normaliseAgent(wire, { groups })).groupIds).toEqual(['360010', '360012']);
    expect(AgentRecord.parse(normaliseAgent(wire, { groups: null })).groupIds).toBeNull();
  });
});

it('groups are those that have not been deleted', () => {
  const record = GroupsRecord.parse(normaliseGroups(groupsAnswer.groups.map((group) => WireGroup.parse(group))));
  expect(record.groups).toEqual([
    { id: '360010', name: 'Tier 1' },
    { id: '360012', name: 'Pilot crew' },
  ]);
});
