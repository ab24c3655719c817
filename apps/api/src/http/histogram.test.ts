import { expect, it } from 'vitest';
import { createHistogram } from './histogram.ts';

it('counts up to each bound, the bound included, and everything in the last', () => {
  const histogram = createHistogram('took_seconds', 'How long', ['tenant', 'outcome'], [0.1, 1]);
  for (const seconds of [0.1, 0.5, 2]) histogram.observe(seconds, 'acme', 'ok');
  histogram.observe(0.25, 'other', 'ok');
  expect(histogram.text().split('\n')).toEqual([
    '# HELP took_seconds How long',
    '# TYPE took_seconds histogram',
    'took_seconds_bucket{le="0.1",tenant="acme",outcome="ok"} 1',
    'took_seconds_bucket{le="1",tenant="acme",outcome="ok"} 2',
    'took_seconds_bucket{le="+Inf",tenant="acme",outcome="ok"} 3',
    'took_seconds_sum{tenant="acme",outcome="ok"} 2.6',
    'took_seconds_count{tenant="acme",outcome="ok"} 3',
    'took_seconds_bucket{le="0.1",tenant="other",outcome="ok"} 0',
    'took_seconds_bucket{le="1",tenant="other",outcome="ok"} 1',
    'took_seconds_bucket{le="+Inf",tenant="other",outcome="ok"} 1',
    'took_seconds_sum{tenant="other",outcome="ok"} 0.25',
    'took_seconds_count{tenant="other",outcome="ok"} 1',
  ]);
});

it('says nothing before the first, and no label ends its line or its quotes', () => {
  const histogram = createHistogram('took_seconds', 'How long', ['code'], [1]);
  expect(histogram.text()).toBe('# HELP took_seconds How long\n# TYPE took_seconds histogram');
  histogram.observe(0, 'a"b\\c\nd');
  expect(histogram.text()).toContain('took_seconds_count{code="a\\"b\\\\c\\nd"} 1');
});
