import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRandom } from '../world/company/random.ts';
import { maySee, maySeeUser } from '../world/vendors/zendesk-rights.ts';
import { type Product, startProduct } from './start-product.ts';

const CHIDI = 7003;
const MINUTE_MS = 60_000;
const RUNS = 120;
const KINDS = ['groups', 'assigned', 'requested', 'organization', 'other', undefined] as const;

let product: Product;
let nowMs = Date.now();
beforeAll(async () => {
  product = await startProduct({ now: () => nowMs });
}, 120_000);
afterAll(() => product.stop());

it('whatever restricts them, an agent is answered of a ticket, or of a new one, as the helpdesk itself would show it', async () => {
  const seed = process.env.SEED ?? 'restrictions and tickets';
  const random = createRandom(seed);
  const { helpdesk, people, tickets } = product.world;
  const { directory } = people;
  const all = tickets.flatMap(({ bundle }) => bundle.organizations.map(({ id }) => id));
  const anyOf = <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)]!;
  const wrong: string[] = [];
  const seen = { shown: 0, hidden: 0 };
  for (let run = 0; run < RUNS; run++) {
    const restriction = anyOf(KINDS);
    const theirs = [anyOf(all), anyOf(all)];
    const who = directory.saveUser({
      ...directory.user(CHIDI)!,
      ticketRestriction: restriction,
      brandIds: anyOf([[], [360030], [360031], [360030, 360031]]),
      memberships: theirs.map((organizationId, i) => ({
        ...{ id: 9_000_000 + run * 10 + i, organizationId, isDefault: i === 0, createdAtMs: 0 },
      })),
    });
    const { ticketId, bundle } = anyOf(tickets);
    const ofBundle = bundle.tickets[0]?.requesterId ?? null;
    const ticket = helpdesk.change(ticketId, {
      groupId: anyOf([360010, 360011, 360012, null]),
      brandId: anyOf([360030, 360031]),
      assigneeId: anyOf([null, 7001, CHIDI]),
      organizationId: anyOf([null, anyOf(all), anyOf(theirs)]),
      requesterId: random.next() < 0.2 ? CHIDI : ofBundle,
    })!;
    nowMs += MINUTE_MS + 1;
    const token = await product.sessionFor(String(CHIDI), { isRestricted: true });
    const isNew = random.next() < 0.3 && ofBundle !== null;
    const { customer } = await product.whole(
      token,
      isNew ? { requesterId: String(ofBundle) } : { ticketId: String(ticketId) },
    );
    const isShown = customer.state !== 'unknown_ticket' && customer.state !== 'unverified';
    const should = isNew ? maySeeUser(who, directory.user(ofBundle!)!) : maySee(who, ticket);
    seen[isShown ? 'shown' : 'hidden']++;
    // What nobody can read from a record is kept back, also their own tickets.
    if (isShown ? !should : should && restriction !== 'other')
      wrong.push(`${run}: ${restriction} ${isNew ? 'new' : JSON.stringify(ticket)} ${isShown}`);
  }
  expect(wrong, `SEED=${seed}`).toEqual([]);
  expect(Math.min(seen.shown, seen.hidden)).toBeGreaterThan(RUNS / 5);
}, 120_000);
