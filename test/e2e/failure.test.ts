import { say } from '@sidelight/shared/map/text.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../apps/sidebar/src/words/en.ts';
import { unfoldEn } from '../../apps/sidebar/src/words/unfold-en.ts';
import { type System, systems } from '../world/systems.ts';
import { nowIn, timesOf, watchCards } from './card-clock.ts';
import { forgetful } from './forgetful-map.ts';
import { errorOfMedian, median } from './median.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import type { Sidebar } from './sidebar.ts';
import { startOver } from './start-over.ts';
import type { Workspace } from './workspace.ts';

const TICKET = '1001';
const MIN_ROUNDS = 7;
const MAX_ROUNDS = 21;
const ALLOWED_MS = 5;
const latency = { zendesk: 20, hubspot: 35, stripe: 50, posthog: 65, jira: 30, statuspage: 25 };

/** The cards that need nothing of a system, and the ones that do. */
const cards: Readonly<Record<System, { readonly spared: readonly string[]; readonly hit: readonly string[] }>> = {
  helpdesk: { hit: ['identity', 'history'], spared: ['plan', 'payment', 'issues', 'usage', 'health', 'sales'] },
  crm: { hit: ['identity', 'sales'], spared: ['plan', 'payment', 'issues', 'usage', 'health', 'history'] },
  billing: { hit: ['plan', 'payment'], spared: ['identity', 'issues', 'usage', 'health', 'sales', 'history'] },
  telemetry: { hit: ['usage'], spared: ['identity', 'plan', 'payment', 'issues', 'health', 'sales', 'history'] },
  issues: { hit: ['issues'], spared: ['identity', 'plan', 'payment', 'usage', 'health', 'sales', 'history'] },
};

describe('a system that hangs, its links known and nothing else remembered', () => {
  let demo: Demo;
  let workspace: Workspace;
  let sidebar: Sidebar;
  beforeAll(async () => {
    demo = await openDemo({ world: { latency }, changeMap: forgetful });
    workspace = await demo.open({ before: watchCards });
    sidebar = await workspace.openTicket(TICKET);
    await sidebar.settled();
  });
  afterEach(() => demo.world.faults.clear());
  afterAll(async () => {
    await workspace.close();
    expect(demo.bugs()).toEqual([]);
    await demo.stop();
  });

  /** How long after the question each of these cards was there. */
  async function opening(awaited: readonly string[]): Promise<Readonly<Record<string, number>>> {
    const since = await nowIn(sidebar);
    await startOver(workspace.page, TICKET);
    const { askedAt, settledAt } = await timesOf(sidebar, awaited, since);
    return Object.fromEntries(awaited.map((id) => [id, (settledAt[id] ?? Number.NaN) - askedAt]));
  }

  it(`holds no other card up by more than ${ALLOWED_MS} ms`, async () => {
    const later = new Map<string, number[]>();
    const late = () =>
      [...later]
        .map(([key, ms]) => [key, median(ms), errorOfMedian(ms)] as const)
        .filter(([, ms, error]) => !(ms - error <= ALLOWED_MS));
    const healthy = () => opening(allCards);
    const broken = async (system: System) => {
      demo.world.faults.set(system, { kind: 'hang' });
      const times = await opening(cards[system].spared);
      demo.world.faults.clear();
      return times;
    };
    // A busy machine adds noise, which more rounds wear down; what is late indeed stays late.
    for (let round = 0; round < MIN_ROUNDS || (late().length > 0 && round < MAX_ROUNDS); round++) {
      for (const [i, system] of systems.entries()) {
        // In turn first and second: what comes after a hanging one has its remains to clear away.
        const isBrokenFirst = (round + i) % 2 === 0;
        const first = isBrokenFirst ? await broken(system) : await healthy();
        const second = isBrokenFirst ? await healthy() : await broken(system);
        const [hung, fine] = isBrokenFirst ? [first, second] : [second, first];
        for (const id of cards[system].spared) {
          const key = `${id} while ${system} hangs`;
          later.set(key, [...(later.get(key) ?? []), (hung[id] ?? Number.NaN) - (fine[id] ?? Number.NaN)]);
        }
      }
    }
    expect(later.size).toBe(32);
    expect(late()).toEqual([]);
  }, 150_000);

  /** What hung so often before that nobody is asked for a while is asked again. */
  const untilWell = () =>
    expect
      .poll(
        async () => {
          await startOver(workspace.page, TICKET);
          await sidebar.settled();
          return sidebar.find('[data-group]').count();
        },
        { timeout: 40_000, interval: 1500 },
      )
      .toBe(0);

  it.each(['crm', 'billing', 'telemetry', 'issues'] as const)(
    '%s: its own slot says what to do instead',
    async (system) => {
      await untilWell();
      demo.world.faults.set(system, { kind: 'hang' });
      await startOver(workspace.page, TICKET);
      await sidebar.find('[data-group="failed"]').first().waitFor();
      const broken = await readSidebar(sidebar);
      for (const id of cards[system].spared) expect(broken.fallbacks[id], id).toBe('');
      // Said once, on the first of the cards, with all the steps; the others lead there.
      const [first = '', ...others] = cards[system].hit;
      for (const id of cards[system].hit)
        for (const words of byHand(demo, id, system)) expect(broken.fallbacks[first], id).toContain(words);
      for (const id of others)
        expect(broken.fallbacks[id]).toContain(`${byHand(demo, first, system)[0]} See ${titleOf(demo, first)}`);
      expect(broken.fields['customer.name']).toBe('Dana Whitfield');
      expect(broken.announced).toMatch(/^Loaded\. Not known: /);

      demo.world.faults.clear();
      // As a person would: again, where the first try came while nobody is asked after so many that failed.
      const isAway = async () => {
        for (const id of cards[system].hit) {
          const card = sidebar.card(id);
          if ((await card.locator('[data-group]').count()) > 0) await card.locator('button.again').click();
        }
        await sidebar.settled();
        return (await sidebar.find('[data-group]').count()) === 0;
      };
      await expect.poll(isAway, { timeout: 30_000, interval: 2000 }).toBe(true);
      const fixed = await readSidebar(sidebar);
      expect(Object.values(fixed.fallbacks).join('')).toBe('');
      expect(fixed.announced).toBe(unfoldEn.loaded);
    },
    120_000,
  );

  it('helpdesk: the others come on our copy of whose ticket it is, and the name says that it is old', async () => {
    await untilWell();
    demo.world.faults.set('helpdesk', { kind: 'hang' });
    await startOver(workspace.page, TICKET);
    await sidebar.find('[data-group="stale"] button').first().waitFor();
    const reading = await readSidebar(sidebar);
    expect(reading.fields).toMatchObject({ 'customer.name': 'Dana Whitfield', 'plan.name': 'Enterprise' });
    expect(reading.fields['payment.status']).toBe('Paid');
    for (const words of byHand(demo, 'identity', 'helpdesk').slice(1))
      expect(reading.fallbacks.identity).toContain(words);
  });

  it('helpdesk: without a copy nothing of the customer is shown, and trying again brings it back', async () => {
    demo.world.faults.set('helpdesk', { kind: 'hang' });
    const other = await workspace.openTicket('1002');
    await other.find('[data-customer="unverified"]').waitFor();
    const reading = await readSidebar(other);
    const { say: sentence, next } = unfoldEn.customer.unverified;
    expect(reading.customer.text).toContain(sentence);
    expect(reading.customer.text).toContain(next);
    const shown = await other.text();
    for (const secret of ['Herrera', 'Cerro Alto', 'tomas', 'Past due', '480']) expect(shown).not.toContain(secret);
    demo.world.faults.clear();
    await other.button(en.ui.tryAgain).click();
    await other.find('[data-customer="linked"]').waitFor();
    expect((await readSidebar(other)).fields['payment.status']).toContain('Past due');
  });
});

const titleOf = ({ map }: Demo, cardId: string) => say(map.cards.find(({ id }) => id === cardId)?.title ?? '?', 'en');

/** What the map tells an agent to do by hand for this card: why, the steps, the sentence, the owner. */
function byHand({ map }: Demo, cardId: string, system: System): readonly string[] {
  const fields = map.cards.find(({ id }) => id === cardId)?.fields ?? [];
  const spec = map.systems[system];
  const fallbacks = new Set(fields.flatMap((id) => spec?.fields[id]?.fallback ?? []));
  // A block that stands for two cards has the sentence of the first.
  const isFirst = cards[system].hit[0] === cardId;
  return [
    en.reasons.timeout.replace('% ', ''),
    ...[...fallbacks].flatMap((name) => {
      const fallback = spec?.fallbacks[name];
      const team = map.teams[fallback?.owner ?? ''];
      const steps = fallback?.steps
        .filter(({ reasons }) => !reasons)
        .map(({ text }) => say(text, 'en').replace('{{requester.email}}', 'dana@northwind.example'));
      return [
        ...(steps ?? ['no steps']),
        ...(isFirst ? [say(fallback?.sentence ?? 'no sentence', 'en')] : []),
        `Owner: ${say(team?.name ?? '?', 'en')}`,
        team?.contact ?? '?',
      ];
    }),
  ];
}

const allCards = ['identity', 'plan', 'payment', 'issues', 'usage', 'health', 'sales', 'history'];
