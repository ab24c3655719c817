import zendesk, { type ZendeskClient } from 'node-zendesk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startWorld, type World } from '../../world/world.ts';

/** The npm client that integrations of this vendor are written with: what it can read, the simulated one speaks. */
let world: World;
let client: ZendeskClient;
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
  client = open(world.credentials.zendesk.token);
});
afterAll(() => world.stop());

const open = (token: string): ZendeskClient =>
  zendesk.createClient({
    endpointUri: `${world.urls.zendesk}/api/v2`,
    username: 'x',
    token,
    oauth: true,
    throwOriginalException: true,
  });
/** Its answers are not typed to the end: each is read as what it must be. */
const One = z.object({ id: z.number() }).loose();
const statusOf = (error: unknown) => z.object({ statusCode: z.number() }).safeParse(error).data?.statusCode;
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered' as const,
    (error: unknown) => statusOf(error),
  );

describe('node-zendesk', () => {
  it('reads a ticket, who wrote it, and what was said', async () => {
    const ticket = (await client.tickets.show(1001)).result;
    expect(One.parse(ticket)).toMatchObject({ id: 1001, requester_id: expect.any(Number) });
    const user = (await client.users.show(ticket.requester_id)).result;
    expect(One.parse(user).id).toBe(ticket.requester_id);
    expect((await client.tickets.getComments(1001)).length).toBeGreaterThan(0);
  });

  it('knows who it is, and which groups and brands there are', async () => {
    expect((await client.users.me()).result).toMatchObject({ role: 'admin' });
    expect((await client.groups.list()).length).toBe(3);
    expect(z.array(One).parse((await client.brand.list()).result)).toHaveLength(2);
  });

  it('writes a note and a tag, and is refused a closed ticket', async () => {
    await client.tickets.update(1002, { ticket: { comment: { body: 'Seen', public: false } } });
    expect(world.helpdesk.comments(1002).at(-1)).toMatchObject({ body: 'Seen', isPublic: false });
    await client.tickets.update(1002, { ticket: { tags: ['seen'] } });
    expect(world.helpdesk.ticket(1002)?.tags).toEqual(['seen']);
    world.helpdesk.change(1003, { status: 'closed' });
    expect(await refusal(client.tickets.update(1003, { ticket: { tags: ['seen'] } }))).toBe(422);
  });

  it('is told what is private, what is not there, and that its token is no good', async () => {
    world.helpdesk.setPrivate(1004, true);
    // Its reader finds no body, and so no status either: the client's own way with a bare 403.
    expect(await refusal(client.tickets.show(1004))).not.toBe('answered');
    world.helpdesk.setPrivate(1004, false);
    expect(await refusal(client.tickets.show(99_999_999))).toBe(404);
    expect(await refusal(open('wrong').tickets.show(1001))).toBe(401);
  });
});
