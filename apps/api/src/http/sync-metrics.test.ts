import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createSyncMetrics, type SyncGauges } from './sync-metrics.ts';

function open() {
  const registry = new Registry();
  const metrics = createSyncMetrics(registry);
  const line = async (start: string) =>
    (await registry.metrics()).split('\n').find((one) => one.startsWith(`sidelight_sync_${start}`));
  return { registry, metrics, line };
}

it('counts decisions, writes, dead letters and lag by flow, and no tenant', async () => {
  const { registry, metrics, line } = open();
  metrics.decided('contact', 'owner');
  metrics.noted('contact', [
    { name: 'written', side: 'right' },
    { name: 'written', side: 'right' },
    { name: 'refused', side: 'left', reason: 'mapping' },
    { name: 'lag', side: 'right', ms: 1800 },
    { name: 'took', side: 'right', ms: 90 },
  ]);
  metrics.ran('contact', 'dry_run', 'done', 12_000);
  expect(await line('decisions_total{object="contact",because="owner"}')).toMatch(/ 1$/);
  expect(await line('writes_total{object="contact",to="helpdesk",outcome="written"}')).toMatch(/ 2$/);
  expect(await line('writes_total{object="contact",to="crm",outcome="refused"}')).toMatch(/ 1$/);
  expect(await line('dead_letters_total{object="contact",to="crm",reason="mapping"}')).toMatch(/ 1$/);
  expect(await line('lag_seconds_bucket{le="1.5",object="contact",to="helpdesk"}')).toMatch(/ 0$/);
  expect(await line('lag_seconds_bucket{le="2",object="contact",to="helpdesk"}')).toMatch(/ 1$/);
  expect(await line('write_seconds_count{object="contact",to="helpdesk"}')).toMatch(/ 1$/);
  expect(await line('run_seconds_sum{object="contact",kind="dry_run",outcome="done"}')).toMatch(/ 12$/);
  expect(await registry.metrics()).not.toMatch(/tenant=/);
});

it('reads how sync stands at each scrape, and tells the rest where the store does not answer', async () => {
  const { metrics, line } = open();
  let stands: SyncGauges | undefined = {
    reviews: { open: 3, oldestSeconds: 90_000 },
    deadLetters: [{ reason: 'mapping', open: 7 }],
    aside: [{ object: 'company', why: 'gone', fields: 2 }],
    intakes: [{ object: 'contact', side: 'left', secondsAgo: 14 }],
  };
  metrics.readFrom(async () => stands ?? Promise.reject(new Error('no store')));
  expect(await line('reviews ')).toMatch(/ 3$/);
  expect(await line('review_oldest_seconds ')).toMatch(/ 90000$/);
  expect(await line('dead_letters{reason="mapping"}')).toMatch(/ 7$/);
  expect(await line('intake_age_seconds{object="contact",side="crm"}')).toMatch(/ 14$/);
  expect(await line('fields_aside{object="company",why="gone"}')).toMatch(/ 2$/);
  stands = undefined;
  metrics.decided('contact', 'owner');
  expect(await line('dead_letters{')).toBeUndefined();
  expect(await line('intake_age_seconds{')).toBeUndefined();
  expect(await line('reviews ')).toBeUndefined();
  expect(await line('decisions_total{object="contact"')).toMatch(/ 1$/);
});
