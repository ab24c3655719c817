import { describe, expect, it } from 'vitest';
import { contacts, decided, item, report, run } from '../../../dev/sync/samples.ts';
import { fakeAttention, fakeClock, settled } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createStore } from '../store.ts';
import { createSyncPage, SOON_MS } from './page.ts';
import { firstSync, type SyncState } from './state.ts';

function open() {
  const state = createStore<SyncState>(firstSync);
  const [server, clock, attention] = [fakeServer(), fakeClock(), fakeAttention()];
  const ticker = { nowMs: () => 0, setServerTime() {}, onTick: () => () => {} };
  const page = createSyncPage({
    ...{ state, client: server.client, clock, attention, ticker },
    ...{ isSyncReport: fits, isReviewPage: fits, isLetterPage: fits },
  });
  return { state, server, clock, page };
}
type Stage = ReturnType<typeof open>;

/** The report, then the list. */
async function answer({ server }: Stage, of = report([contacts()]), list: object = { items: [item(1)], decided: [] }) {
  await server.last().answer(of);
  await server.last().answer(list);
  await settled();
}

describe('the Sync page', () => {
  it('reads when it is shown, and looks again soon while a run is under way', async () => {
    const stage = open();
    stage.page.setShown(true);
    await answer(stage, report([contacts({ run: run({ state: 'running', result: undefined }) })]));
    expect(stage.state.get().items).toHaveLength(1);
    const before = stage.server.sent.length;
    await stage.clock.pass(SOON_MS);
    expect(stage.server.sent).toHaveLength(before + 1);
  });

  it('looks again soon while a decision is about to be done, and else not so soon', async () => {
    const stage = open();
    stage.page.setShown(true);
    await answer(stage, report([contacts()]), { items: [], decided: decided().slice(0, 1) });
    const before = stage.server.sent.length;
    await stage.clock.pass(SOON_MS);
    expect(stage.server.sent).toHaveLength(before);
    stage.page.refresh();
    await answer(stage, report([contacts()]), { items: [], decided: decided() });
    await stage.clock.pass(SOON_MS);
    expect(stage.server.sent.length).toBeGreaterThan(before + 2);
  });

  it('keeps what was read when a reading fails, and nothing that may not be read any more', async () => {
    const stage = open();
    stage.page.setShown(true);
    await answer(stage);
    stage.page.refresh();
    await stage.server.last().answer(refusedAs('internal'));
    expect(stage.state.get()).toMatchObject({ report: {}, refusal: { code: 'internal' } });
    stage.page.refresh();
    await stage.server.last().answer(refusedAs('not_allowed'));
    expect(stage.state.get().report).toBeUndefined();
  });

  it('asks for another list when it is filtered, and forgets what was selected', async () => {
    const stage = open();
    stage.page.setShown(true);
    await answer(stage);
    stage.state.set({ ...stage.state.get(), selected: new Set([item(1).id]) });
    stage.page.filter({ object: 'company', why: 'manual' });
    expect(stage.state.get()).toMatchObject({ items: undefined, selected: new Set() });
    await stage.server.last().answer(report([contacts()]));
    expect(stage.server.last().path).toBe('/v1/sync/reviews?object=company&why=manual');
  });

  it('reads on where there is more, and reads all that is shown again', async () => {
    const stage = open();
    stage.page.setShown(true);
    await answer(stage, report([contacts()]), { items: [item(1)], decided: [], next: 'abc' });
    stage.page.more();
    await stage.server.last().answer(report([contacts()]));
    await stage.server.last().answer({ items: [item(1)], decided: [], next: 'abc' });
    expect(stage.server.last().path).toBe('/v1/sync/reviews?after=abc');
    await stage.server.last().answer({ items: [item(2)], decided: [] });
    expect(stage.state.get().items?.map(({ id }) => id)).toEqual([item(1).id, item(2).id]);
    expect(stage.state.get().next).toBeUndefined();
  });
});
