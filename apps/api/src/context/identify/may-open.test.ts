import type { TicketRecord, TicketRestriction } from '@sidelight/shared/record/helpdesk.ts';
import { describe, expect, it } from 'vitest';
import { ticketOf, tomas } from '../fixtures/desk-answers.ts';
import { type AgentRights, mayOpen } from './may-open.ts';

const ME = '7003';
const agent = (restriction: TicketRestriction, more: Partial<AgentRights> = {}): AgentRights => ({
  ...{ id: ME, restriction, groupIds: ['g1', 'g2'], organizationIds: ['o1'], brandIds: null },
  ...more,
});
type Ticket = NonNullable<TicketRecord['ticket']>;
const ticket = (more: Partial<Ticket> = {}): TicketRecord => {
  const record = ticketOf('1', tomas);
  const nobodys = { requesterId: '12', organizationId: 'o9', groupId: 'g9', assigneeId: '7001', brandId: 'b1' };
  return { ...record, ticket: { ...record.ticket!, ...nobodys, ...more } };
};

/** What each kind goes by, as the helpdesk describes it. */
const TIES: Readonly<Record<Exclude<TicketRestriction, 'none' | 'unknown'>, Partial<Ticket>>> = {
  groups: { groupId: 'g2' },
  assigned: { assigneeId: ME },
  requested: { requesterId: ME },
  organization: { organizationId: 'o1' },
};
const kinds = Object.keys(TIES) as (keyof typeof TIES)[];

describe('somebody who may open some tickets', () => {
  it.each(kinds)('%s: those, and what they have asked for themselves', (kind) => {
    expect(mayOpen(agent(kind), ticket(TIES[kind]))).toBe(true);
    expect(mayOpen(agent(kind), ticket({ requesterId: ME }))).toBe(true);
    expect(mayOpen(agent(kind), ticket())).toBe(false);
  });

  it.each(kinds)('%s: no other tie helps', (kind) => {
    for (const other of kinds.filter((one) => one !== kind && one !== 'requested'))
      expect(mayOpen(agent(kind), ticket(TIES[other])), other).toBe(false);
  });

  it('is refused where nobody knows: a kind, a list, a ticket without a group or an organisation', () => {
    expect(mayOpen(agent('unknown'), ticket({ requesterId: ME, assigneeId: ME, groupId: 'g1' }))).toBe(false);
    expect(mayOpen(agent('groups', { groupIds: null }), ticket(TIES.groups))).toBe(false);
    expect(mayOpen(agent('organization', { organizationIds: null }), ticket(TIES.organization))).toBe(false);
    expect(mayOpen(agent('groups'), ticket({ groupId: null }))).toBe(false);
    expect(mayOpen(agent('organization'), ticket({ organizationId: null }))).toBe(false);
    expect(mayOpen(agent('assigned'), ticket({ assigneeId: null }))).toBe(false);
  });

  it('keeps to the brands they work for besides', () => {
    const theirs = { brandIds: ['b2'] };
    for (const kind of kinds) {
      expect(mayOpen(agent(kind, theirs), ticket(TIES[kind])), kind).toBe(false);
      expect(mayOpen(agent(kind, theirs), ticket({ ...TIES[kind], brandId: 'b2' })), kind).toBe(true);
      expect(mayOpen(agent(kind, theirs), ticket({ ...TIES[kind], brandId: null })), 'one brand only').toBe(true);
    }
  });

  it('begins a ticket for whom their restriction does not leave out', () => {
    const begun: TicketRecord = { ...ticket(), ticket: null };
    const of = (id: string) => ({ ...begun, organization: { id, name: 'Ours', externalId: null } });
    expect(['groups', 'assigned'].map((kind) => mayOpen(agent(kind as 'groups'), begun))).toEqual([true, true]);
    expect(mayOpen(agent('organization'), of('o1'))).toBe(true);
    expect(mayOpen(agent('organization'), of('o9'))).toBe(false);
    expect(mayOpen(agent('organization'), { ...begun, organization: null })).toBe(false);
    expect(mayOpen(agent('requested'), begun)).toBe(false);
    expect(mayOpen(agent('unknown'), begun)).toBe(false);
  });
});

it('somebody without a restriction opens every ticket', () => {
  for (const kind of kinds) expect(mayOpen(agent('none', { groupIds: null }), ticket(TIES[kind]))).toBe(true);
  expect(mayOpen(agent('none'), { ...ticket(), ticket: null })).toBe(true);
});
