import { describe, expect, it } from 'vitest';
import type { HttpClient } from '../http/http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createZendesk } from './connector.ts';
import { agentUser, groupsAnswer } from './fixtures.ts';

const signal = new AbortController().signal;
const meta = { has_more: false, after_cursor: null };
const memberships = { organization_memberships: [{ organization_id: 21 }, { organization_id: 22 }], meta };
const brands = { brand_agents: [{ brand_id: 9 }], meta };

type Said = Readonly<Record<'organization_memberships' | 'brand_agents', unknown>>;

/** What is asked of the helpdesk about one agent, and what comes of it. */
async function read(user: object, said: Partial<Said> = {}, withheld: readonly string[] = []) {
  const asked: string[] = [];
  const answers: Said = { organization_memberships: memberships, brand_agents: brands, ...said };
  const http: HttpClient = {
    async send({ path }) {
      const part = /^\/api\/v2\/users\/7004\/?([a-z_]*)/.exec(path)?.[1] ?? '';
      asked.push(part);
      const json =
        part === ''
          ? { user: { ...agentUser, ...user } }
          : part === 'groups'
            ? groupsAnswer
            : answers[part as keyof Said];
      if (json instanceof Error) throw json;
      return { status: 200, json };
    },
  };
  const own = { environment: 'live', options: {}, ask: () => [], consoleUrl: 'https://acme.zendesk.com' } as const;
  const { reads } = createZendesk(http, { ...own, withheld });
  const answer = await reads.agent?.({ by: 'id', value: '7004' }, signal);
  return { asked: asked.toSorted(), record: answer?.record };
}

describe('where an agent belongs', () => {
  it('is read no further of whoever may open every ticket', async () => {
    expect((await read({})).asked).toEqual(['', 'groups']);
    expect((await read({ role: 'admin', ticket_restriction: 'organization' })).asked).toEqual(['', 'groups']);
  });

  it('is read with the brands of whoever is restricted, and with the organizations of whom that restricts', async () => {
    const byGroup = await read({ ticket_restriction: 'groups' });
    expect(byGroup.asked).toEqual(['', 'brand_agents', 'groups']);
    expect(byGroup.record).toMatchObject({ restriction: 'groups', organizationIds: null, brandIds: ['9'] });
    const byOrganization = await read({ ticket_restriction: 'organization' });
    expect(byOrganization.asked).toEqual(['', 'brand_agents', 'groups', 'organization_memberships']);
    expect(byOrganization.record).toMatchObject({ organizationIds: ['21', '22'] });
  });

  it('is nowhere where the token may not read organizations, and with no brand where the helpdesk knows no such list', async () => {
    const restricted = { ticket_restriction: 'organization' };
    const closed = { organization_memberships: new UpstreamError('forbidden') };
    expect((await read(restricted, closed)).record).toMatchObject({ organizationIds: null });
    const odd = await read(restricted, { brand_agents: new UpstreamError('bad_answer') });
    expect(odd.record).toMatchObject({ brandIds: null, organizationIds: ['21', '22'] });
    const withheld = await read(restricted, {}, ['brands:read']);
    expect(withheld.asked).not.toContain('brand_agents');
  });

  it.each(['organization_memberships', 'brand_agents'])('is not known while %s cannot be had', async (part) => {
    const late = read({ ticket_restriction: 'organization' }, { [part]: new UpstreamError('timeout') });
    await expect(late).rejects.toMatchObject({ reason: 'timeout' });
  });
});

it('many of the staff are read in one call, without where they belong; whose record is odd is not among them', async () => {
  const asked: string[] = [];
  const users = [
    { ...agentUser, role_type: 1 },
    { ...agentUser, id: 7005, suspended: true },
    { ...agentUser, id: 7006, role: 'owner' },
  ];
  const http: HttpClient = {
    async send({ path }) {
      asked.push(path);
      return { status: 200, json: { users } };
    },
  };
  const own = { environment: 'live', options: {}, ask: () => [], consoleUrl: 'https://acme.zendesk.com' } as const;
  const staff = await createZendesk(http, own).staff?.(['7004', '7005', '7006', '../me'], signal);
  expect(asked).toEqual(['/api/v2/users/show_many?ids=7004,7005,7006']);
  expect(staff).toMatchObject([
    { id: '7004', isActive: true, isLight: true, groupIds: null },
    { id: '7005', isActive: false },
  ]);
});
