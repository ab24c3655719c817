import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Noted } from '../sync/noted.ts';
import { SPAN_BOUNDS_MS } from '../sync/span-buckets.ts';

/** How sync stands, of all tenants together. */
export interface SyncGauges {
  readonly reviews: { readonly open: number; readonly oldestSeconds: number };
  readonly deadLetters: readonly { readonly reason: string; readonly open: number }[];
  /** Fields that are neither compared nor written. */
  readonly aside: readonly { readonly object: string; readonly why: string; readonly fields: number }[];
  /** Of those that are switched on, the one whose side was not asked for longest. */
  readonly intakes: readonly { readonly object: string; readonly side: string; readonly secondsAgo: number }[];
}

/** What sync does, counted. No label is a tenant, a field or a record: there are as many series as kinds of them. */
export interface SyncMetrics {
  decided(object: string, because: string): void;
  noted(object: string, noted: readonly Noted[]): void;
  ran(object: string, kind: string, outcome: string, tookMs: number): void;
  /** Where the gauges are read from, at each scrape. */
  readFrom(read: () => Promise<SyncGauges>): void;
}

export function createSyncMetrics(registry: Registry): SyncMetrics {
  const registers = [registry];
  const flow = ['object', 'to'] as const;
  const buckets = SPAN_BOUNDS_MS.map((ms) => ms / 1000);
  const decisions = new Counter({
    ...{ name: 'sidelight_sync_decisions_total', help: 'Decisions about a field, by kind' },
    ...{ labelNames: ['object', 'because'], registers },
  });
  const writes = new Counter({
    ...{ name: 'sidelight_sync_writes_total', help: 'Values for a side, by what became of them' },
    ...{ labelNames: [...flow, 'outcome'], registers },
  });
  const refused = new Counter({
    ...{ name: 'sidelight_sync_dead_letters_total', help: 'Values that were not accepted, by reason' },
    ...{ labelNames: [...flow, 'reason'], registers },
  });
  const lag = new Histogram({
    ...{
      name: 'sidelight_sync_lag_seconds',
      help: 'From an edit, by its own side’s corrected clock, to our write’s answer',
    },
    ...{ labelNames: flow, buckets, registers },
  });
  const took = new Histogram({
    ...{ name: 'sidelight_sync_write_seconds', help: 'Calls that write, with their wait for the budget' },
    ...{ labelNames: flow, buckets, registers },
  });
  const runs = new Histogram({
    ...{ name: 'sidelight_sync_run_seconds', help: 'Comparisons of everything, by kind and end' },
    ...{ labelNames: ['object', 'kind', 'outcome'], buckets: [1, 10, 30, 60, 120, 300, 900, 3600], registers },
  });
  const readFrom = standing(registry);
  return {
    decided: (object, because) => decisions.labels(object, because).inc(),
    noted(object, noted) {
      for (const each of noted) {
        const to = each.side === 'left' ? 'crm' : 'helpdesk';
        if (each.name === 'lag') lag.labels(object, to).observe(each.ms / 1000);
        else if (each.name === 'took') took.labels(object, to).observe(each.ms / 1000);
        else writes.labels(object, to, each.name).inc();
        if (each.name === 'refused') refused.labels(object, to, each.reason).inc();
      }
    },
    ran: (object, kind, outcome, tookMs) => runs.labels(object, kind, outcome).observe(tookMs / 1000),
    readFrom,
  };
}

/** A store that does not answer leaves these out; the rest is told all the same. */
function standing(registry: Registry): SyncMetrics['readFrom'] {
  let read = async (): Promise<SyncGauges | undefined> => undefined;
  let reading: Promise<SyncGauges | undefined> | undefined;
  // All of them are collected at once: one reading does for one scrape.
  const scraped = () => {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  function gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    set: (into: Gauge<Label>, found: SyncGauges) => void,
  ): void {
    new Gauge<Label>({
      ...{ name: `sidelight_sync_${name}`, help, labelNames, registers: [registry] },
      async collect() {
        const found = await scraped();
        this.reset();
        if (found) set(this, found);
        else if (labelNames.length === 0) this.remove();
      },
    });
  }
  gauge('reviews', 'Open items for a person', [], (into, { reviews }) => into.set(reviews.open));
  gauge('review_oldest_seconds', 'Age of the oldest open item', [], (into, { reviews }) =>
    into.set(reviews.oldestSeconds),
  );
  gauge('dead_letters', 'Values not accepted that are still there, by reason', ['reason'], (into, { deadLetters }) => {
    for (const { reason, open } of deadLetters) into.labels(reason).set(open);
  });
  gauge('fields_aside', 'Fields neither compared nor written, by why', ['object', 'why'], (into, { aside }) => {
    for (const { object, why, fields } of aside) into.labels(object, why).set(fields);
  });
  gauge(
    'intake_age_seconds',
    'Since a side was last asked for changes: the longest of all',
    ['object', 'side'],
    (into, { intakes }) => {
      for (const { object, side, secondsAgo } of intakes)
        into.labels(object, side === 'left' ? 'crm' : 'helpdesk').set(secondsAgo);
    },
  );
  return (from) => {
    read = from;
  };
}
