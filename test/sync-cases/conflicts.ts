import type { SyncCase } from './case.ts';
import { day, owned, shared } from './case-fields.ts';

export const conflicts: Readonly<Record<string, SyncCase>> = {
  s01: {
    title: 'our own write comes back in another spelling',
    field: shared('phone', { region: 'GB' }),
    ...{ agreed: '+441632960018', left: '+441632960018', right: '+441632960018' },
    events: [
      {
        at: `${day}10:00:00.400Z`,
        kind: 'change',
        side: 'left',
        value: '01632 960 999',
        version: `${day}10:00:00.120Z`,
        writer: 'person',
      },
      {
        at: `${day}10:00:03Z`,
        kind: 'change',
        side: 'right',
        value: '+441632960999',
        version: `${day}10:00:01Z`,
        isReply: true,
      },
    ],
    expected: {
      toRight: ['+441632960999'],
      final: { left: '01632 960 999', right: '+441632960999', agreed: '+441632960999' },
    },
  },
  s02: {
    title: 'a person takes an edit back inside the window',
    field: shared('name'),
    ...{ agreed: 'Tove Lindahl', left: 'Tove Lindahl', right: 'Tove Lindahl' },
    events: [
      { at: `${day}09:00:00.500Z`, kind: 'change', side: 'right', value: 'Tove Lindal', version: `${day}09:00:00Z` },
      {
        at: `${day}09:00:01.900Z`,
        kind: 'change',
        side: 'left',
        value: 'Tove Lindal',
        version: `${day}09:00:01.100Z`,
        writer: 'sidelight',
        isReply: true,
      },
      {
        at: `${day}09:00:03.600Z`,
        kind: 'change',
        side: 'right',
        value: 'Tove Lindahl',
        version: `${day}09:00:03Z`,
        isReply: true,
      },
    ],
    expected: {
      toLeft: ['Tove Lindal', 'Tove Lindahl'],
      final: { left: 'Tove Lindahl', right: 'Tove Lindahl', agreed: 'Tove Lindahl' },
    },
  },
  s03: {
    title: 'a late echo comes after a newer edit',
    field: owned('picklist', 'crm', { values: { FOOD: 'food', PRINT: 'print', RAIL: 'rail' } }),
    ...{ agreed: 'FOOD', left: 'FOOD', right: 'food' },
    events: [
      {
        at: `${day}11:00:00Z`,
        kind: 'change',
        side: 'left',
        value: 'PRINT',
        version: `${day}10:59:59Z`,
        writer: 'person',
      },
      {
        at: `${day}11:00:04Z`,
        kind: 'change',
        side: 'left',
        value: 'RAIL',
        version: `${day}11:00:03.200Z`,
        writer: 'person',
      },
      {
        at: `${day}11:00:20Z`,
        kind: 'change',
        side: 'right',
        value: 'print',
        version: `${day}11:00:01Z`,
        isReply: true,
      },
      {
        at: `${day}11:00:21Z`,
        kind: 'change',
        side: 'left',
        value: 'PRINT',
        version: `${day}10:59:59Z`,
        writer: 'person',
        isReply: true,
      },
    ],
    expected: { toRight: ['print', 'rail'], final: { left: 'RAIL', right: 'rail', agreed: 'RAIL' } },
    alsoRight: [{ toRight: ['rail'], final: { left: 'RAIL', right: 'rail', agreed: 'RAIL' } }],
  },
  s04: {
    title: 'two people, three seconds apart',
    field: shared('phone', { region: 'DE' }),
    ...{ agreed: '+493023125000', left: '+493023125000', right: '+493023125000' },
    events: [
      {
        at: `${day}14:00:00.300Z`,
        kind: 'change',
        side: 'left',
        value: '+49 30 23125-111',
        version: `${day}14:00:00Z`,
        writer: 'person',
      },
      { at: `${day}14:00:03.700Z`, kind: 'change', side: 'right', value: '+493023125222', version: `${day}14:00:03Z` },
      { at: `${day}15:10:00Z`, kind: 'resolve', choice: 'right' },
    ],
    expected: {
      ...{ toRight: ['+493023125111'], toLeft: ['+493023125222'], reviews: ['inside_window'] },
      final: { left: '+493023125222', right: '+493023125222', agreed: '+493023125222' },
    },
  },
  s05: {
    title: 'the clock of one vendor is nine minutes fast',
    field: shared('phone', { region: 'FR' }),
    ...{ agreed: '+33199000100', left: '+33199000100', right: '+33199000100', leftAheadMs: 540_000 },
    events: [
      { at: `${day}08:20:00Z`, kind: 'change', side: 'right', value: '+33199000222', version: `${day}08:19:58Z` },
      {
        at: `${day}08:20:30Z`,
        kind: 'change',
        side: 'left',
        value: '+33 1 99 00 01 11',
        version: `${day}08:21:30Z`,
        writer: 'person',
      },
    ],
    expected: {
      ...{ toLeft: ['+33199000222'], reviews: ['older_kept'] },
      final: { left: '+33199000222', right: '+33199000222', agreed: '+33199000222' },
    },
  },
  s06: {
    title: 'an edit on the side that does not own the field',
    field: owned('picklist', 'crm', { values: { team: 'plan_team', max: 'plan_max' } }),
    ...{ agreed: 'team', left: 'team', right: 'plan_team' },
    events: [{ at: `${day}10:30:00Z`, kind: 'change', side: 'right', value: 'plan_max', version: `${day}10:29:59Z` }],
    // The value that gave way is kept; nothing waits for a person.
    expected: {
      toRight: ['plan_team'],
      reviews: ['owner_wins'],
      final: { left: 'team', right: 'plan_team', agreed: 'team' },
    },
  },
  s27: {
    title: 'a page read before an edit is looked at after it',
    field: shared('phone', { region: 'ES' }),
    ...{ agreed: '+34910000100', left: '+34910000100', right: '+34910000100' },
    events: [
      { at: `${day}02:00:00Z`, kind: 'read_page' },
      { at: `${day}02:03:10Z`, kind: 'change', side: 'right', value: '+34910000177', version: `${day}02:03:09Z` },
      { at: `${day}02:05:00Z`, kind: 'apply_page' },
    ],
    expected: {
      toLeft: ['+34910000177'],
      final: { left: '+34910000177', right: '+34910000177', agreed: '+34910000177' },
    },
  },
  s30: {
    title: 'a workflow rewrites what we write',
    field: shared('name'),
    ...{ agreed: 'rosa macleod', left: 'rosa macleod', right: 'rosa macleod' },
    events: [
      { at: `${day}10:00:00Z`, kind: 'change', side: 'right', value: 'Rosa MacLeod', version: `${day}09:59:59Z` },
      {
        at: `${day}10:00:03Z`,
        kind: 'change',
        side: 'left',
        value: 'ROSA MACLEOD',
        version: `${day}10:00:02Z`,
        writer: 'workflow',
        isReply: true,
      },
      {
        at: `${day}10:01:00Z`,
        kind: 'change',
        side: 'right',
        value: 'Rosa MacLeod',
        version: `${day}10:00:59Z`,
        isReply: true,
      },
      {
        at: `${day}10:01:03Z`,
        kind: 'change',
        side: 'left',
        value: 'ROSA MACLEOD',
        version: `${day}10:01:02Z`,
        writer: 'workflow',
        isReply: true,
      },
    ],
    expected: {
      ...{ toLeft: ['Rosa MacLeod', 'Rosa MacLeod'], toRight: ['ROSA MACLEOD'], reviews: ['ping_pong'] },
      final: { left: 'ROSA MACLEOD', right: 'Rosa MacLeod', agreed: 'none' },
    },
    // Stopped in the first round, which lies inside the window.
    alsoRight: [
      {
        toLeft: ['Rosa MacLeod'],
        reviews: ['inside_window'],
        final: { left: 'ROSA MACLEOD', right: 'Rosa MacLeod', agreed: 'none' },
      },
    ],
  },
};
