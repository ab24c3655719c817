import { expect, it } from 'vitest';
import { alertsByNews } from './alerts-by-news.ts';

const page = (event_action: string, dedup_key: string) => ({ kind: 'pagerduty', body: { event_action, dedup_key } });

it('counts news of an outage, and an outage with two pieces of news as one that is open or over', () => {
  const begun = [page('trigger', 'a'), page('trigger', 'a'), page('trigger', 'b'), { kind: 'slack', body: {} }];
  expect(alertsByNews(begun)).toEqual({ broken: 3, back: 0, open: 2 });
  expect(alertsByNews([...begun, page('resolve', 'a')])).toEqual({ broken: 3, back: 1, open: 1 });
});
