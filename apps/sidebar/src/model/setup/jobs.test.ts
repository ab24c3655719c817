import type { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { expect, it } from 'vitest';
import { fakeAttention, fakeClock } from '../fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { fakeServer, fits, storeOf } from './fakes.ts';
import { createJobsPart, JOBS_EVERY_MS } from './jobs.ts';

const report: JobsReport = {
  waiting: [{ queue: 'mark', count: 2, failing: 1 }],
  givenUp: [{ queue: 'mark', reason: 'refused', count: 3, at: '2026-11-24T10:00:00.000Z' }],
};

function open() {
  const state = storeOf(undefined);
  const [clock, attention, server] = [fakeClock(), fakeAttention(), fakeServer()];
  const part = createJobsPart({ ...server, state, clock, attention, isJobsReport: fits });
  return { ...server, state, clock, attention, part };
}

it('is read while it is on screen, and again after a while', async () => {
  const { part, state, clock, last, paths } = open();
  part.setShown(true);
  await last().answer(report);
  expect(state.get().jobs).toEqual(report);
  await clock.pass(JOBS_EVERY_MS);
  expect(paths()).toEqual(['GET /v1/jobs', 'GET /v1/jobs']);
  await last().answer(report);
  part.setShown(false);
  await clock.pass(JOBS_EVERY_MS);
  expect(paths()).toHaveLength(2);
});

it('is not there where it cannot be read, and an older answer does not undo a newer one', async () => {
  const { part, state, sent } = open();
  part.setShown(true);
  part.refresh();
  await sent[1]!.answer(report);
  await sent[0]!.answer({ waiting: [], givenUp: [] });
  expect(state.get().jobs).toEqual(report);
  part.refresh();
  await sent[2]!.answer(refusedAs('internal'));
  expect(state.get().jobs).toBeUndefined();
});
