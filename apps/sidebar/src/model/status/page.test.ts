import { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { StatusEvent } from '@sidelight/shared/health/status.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { MapPicture } from '@sidelight/shared/map/picture.ts';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { atRisk, billingDown } from '../../../dev/status/incidents.ts';
import { picture } from '../../../dev/status/picture.ts';
import { report } from '../../../dev/status/report.ts';
import { fakeAttention, fakeClock, settled } from '../fakes.ts';
import { createStore } from '../store.ts';
import { createTicker } from '../ticker.ts';
import { fakeClient, refusedAs } from './fakes.ts';
import { SILENCE_MS } from './follow.ts';
import { createStatusPage, REFRESH_MS } from './page.ts';
import { firstPage } from './state.ts';

const by =
  <T>(schema: z.ZodType<T>) =>
  (json: unknown): json is T =>
    schema.safeParse(json).success;

const statusOf = ({ at, systems, incidents }: StatusReport): StatusEvent => ({
  type: 'status',
  status: { at, systems, incidents },
});

const REPORT = '/v1/status?zone=Europe%2FBerlin';

async function open(first: unknown = report(), map: unknown = picture) {
  const clock = fakeClock(Date.parse('2026-11-23T10:00:00.000Z'));
  const attention = fakeAttention();
  const state = createStore(firstPage);
  const fake = fakeClient();
  fake.answers.set(REPORT, first).set('/v1/map', map);
  const page = createStatusPage({
    ...{ state, clock, attention, client: fake.client },
    ticker: createTicker(clock, attention),
    checks: {
      isStatusReport: by(StatusReport),
      isStatusEvent: by(StatusEvent),
      isMapPicture: by(MapPicture),
      isAnswersAtRisk: by(AnswersAtRisk),
    },
    isMapWanted: true,
    zone: 'Europe/Berlin',
    random: () => 1,
  });
  page.start();
  await settled();
  const reports = () => fake.asked.filter((path) => path === REPORT).length;
  return { ...fake, page, clock, attention, state, reports };
}

describe('the status page', () => {
  it('reads the whole once, and takes what is newer from the stream', async () => {
    const { state, last, reports } = await open();
    expect(state.get()).toMatchObject({ live: { state: 'connecting' }, picture: { state: 'ok' } });
    last().say(statusOf(report({ health: { crm: { state: 'degraded' } } })));
    expect(state.get().live.state).toBe('live');
    expect(state.get().report?.systems.find(({ system }) => system === 'crm')?.state).toBe('degraded');
    expect(reports()).toBe(1);
  });

  it('reads the whole again when an incident came or went, and each minute while somebody looks', async () => {
    const { last, reports, clock, attention } = await open();
    last().say(statusOf(report({ incidents: [billingDown()] })));
    expect(reports()).toBe(2);
    await clock.pass(REFRESH_MS);
    expect(reports()).toBe(3);
    attention.turn(false);
    await clock.pass(3 * REFRESH_MS);
    expect(reports()).toBe(3);
    attention.turn(true);
    expect(reports()).toBe(4);
  });

  it('says since when it is not live: since the last word, by the server’s clock', async () => {
    const { state, last, clock } = await open();
    const at = '2026-11-23T09:58:00.000Z';
    last().say({ type: 'beat', at });
    await clock.pass(SILENCE_MS);
    expect(state.get().live).toEqual({ state: 'lost', since: at });
    await clock.pass(2_000);
    last().say({ type: 'beat', at });
    expect(state.get().live).toEqual({ state: 'live' });
  });

  it('keeps what it has when the whole cannot be read once more, and takes the first it gets', async () => {
    const { state, answers, page, last } = await open(refusedAs('internal'));
    expect(state.get()).toMatchObject({ report: undefined, refusal: { code: 'internal' } });
    answers.set(REPORT, report());
    last().say(statusOf(report()));
    await settled();
    expect(state.get()).toMatchObject({ report: { openTickets: 41 }, refusal: undefined });
    answers.set(REPORT, refusedAs('internal'));
    page.refresh();
    await settled();
    expect(state.get().report?.openTickets).toBe(41);
  });

  it.each(['session_expired', 'not_allowed'] as const)('shows nothing any more once refused: %s', async (code) => {
    const { state, last, answers, page } = await open();
    await last().end(refusedAs(code));
    expect(state.get()).toMatchObject({ report: undefined, refusal: { code }, live: { state: 'lost' } });
    answers.set(REPORT, refusedAs(code));
    page.refresh();
    await settled();
    expect(state.get().refusal).toMatchObject({ code });
  });

  it('paints the newest answer, whichever comes last', async () => {
    const { state, answers, page } = await open();
    let answerLate = (_: StatusReport) => {};
    const late = new Promise<StatusReport>((resolve) => {
      answerLate = resolve;
    });
    answers.set(REPORT, late);
    page.refresh();
    answers.set(REPORT, report({ openTickets: 2 }));
    page.refresh();
    await settled();
    answerLate(report({ openTickets: 1 }));
    await settled();
    expect(state.get().report?.openTickets).toBe(2);
  });

  it('tries a map again that could not be had, and leaves alone one that could', async () => {
    const { state, answers, asked, page } = await open(report(), 'nonsense');
    expect(state.get().picture.state).toBe('failed');
    answers.set('/v1/map', picture);
    page.refresh();
    await settled();
    page.refresh();
    await settled();
    expect(state.get().picture.state).toBe('ok');
    expect(asked.filter((path) => path === '/v1/map')).toHaveLength(2);
  });

  it('chooses a box, and lets go of it when it is chosen again', async () => {
    const { state, page } = await open();
    page.select('crm');
    expect(state.get().selected).toBe('crm');
    page.select('crm');
    expect(state.get().selected).toBeUndefined();
  });

  it('reads answers at risk when they are asked for, and again while they are being checked', async () => {
    const { state, answers, page, clock } = await open();
    answers.set('/v1/incidents/inc%2F39/answers', atRisk());
    page.openAnswers('inc/39');
    expect(state.get().answers.get('inc/39')).toEqual({ state: 'reading' });
    await settled();
    expect(state.get().answers.get('inc/39')).toMatchObject({ state: 'ok', value: { shown: 21 } });
    answers.set('/v1/incidents/new/answers', { ...atRisk(), state: 'checking' });
    page.openAnswers('new');
    await settled();
    answers.set('/v1/incidents/new/answers', { ...atRisk(), state: 'done' });
    await clock.pass(5_000);
    expect(state.get().answers.get('new')).toMatchObject({ value: { state: 'done' } });
    page.openAnswers('other');
    await settled();
    expect(state.get().answers.get('other')).toEqual({ state: 'failed' });
  });
});
