import { expect, it } from 'vitest';
import type { ObjectStanding } from '../sync/desk/standing.ts';
import { standingLines } from './standing-lines.ts';

const nothing: ObjectStanding = {
  ...{ object: 'contact', isInMap: true, switched: undefined, records: undefined, batches: [], looks: [] },
  ...{ makings: [], items: undefined, dead: [], erased: 0, notes: undefined, lastRun: undefined },
  ...{ lastFieldRun: undefined, aside: [], definitions: [] },
};
const NOW_MS = Date.parse('2026-11-27T10:00:00Z');

it('says of what was never switched on that nothing has happened', () => {
  expect(standingLines(nothing, NOW_MS)).toEqual([
    'contact',
    '  switched                off, never switched on',
    '  pairs                   none linked yet',
    '  to the CRM              0 records waiting',
    '  to the helpdesk         0 records waiting',
    '  looked at the CRM       never',
    '  looked at the helpdesk  never',
    '  for a person            nothing open',
    '  not accepted            none',
    '  last run                none',
  ]);
});

it('says since when it is on and by whom, what waits for each side, and what is under way', () => {
  const waiting = {
    left: { records: 0, since: undefined },
    right: { records: 1200, since: '2026-11-27T09:58:00.000Z' },
  };
  const lines = standingLines(
    {
      ...{ ...nothing, isInMap: false, records: { linked: 24_000, held: 2, waiting } },
      switched: { isOn: true, setBy: 'cli:ana', setAt: '2026-11-20T08:00:00.000Z' },
      batches: [{ side: 'right', records: 100, at: '2026-11-27T09:57:00.000Z', is_pending: true }],
      looks: [{ side: 'left', at: '2026-11-27T09:59:50.000Z' }],
      makings: [{ side: 'left', records: 80, unapproved: 70 }],
      items: { open: 5, blocking: 4, overdue: 1 },
      dead: [{ reason: 'not_taken', n: 3 }],
    },
    NOW_MS,
  );
  expect(lines).toEqual([
    'contact (not in the map any more)',
    '  switched                on since 2026-11-20 08:00Z by cli:ana',
    '  pairs                   24,000, 2 held for a person to decide',
    '  to the CRM              0 records waiting',
    '  to the helpdesk         1,200 records waiting, the oldest since 2026-11-27 09:58Z',
    '  batch to the helpdesk   100 records, sent 3 minutes ago, the other side works on it',
    '  looked at the CRM       less than a minute ago, 2026-11-27 09:59Z',
    '  looked at the helpdesk  never',
    '  new in the helpdesk     80 records to be made, 70 seen by nobody',
    '  for a person            5 items open, 4 holding a value back, 1 OVERDUE',
    '  not accepted            3 not taken',
    '  last run                none',
  ]);
});

it('says of notes in the CRM how many there are and how many tickets wait', () => {
  const lines = standingLines({ ...nothing, object: 'ticket', notes: { written: 1200, waiting: 3 } }, NOW_MS);
  expect(lines.slice(1, 5)).toEqual([
    '  switched                off, never switched on',
    '  notes in the CRM        1,200',
    '  tickets waiting         3',
    '  for a person            nothing open',
  ]);
});
