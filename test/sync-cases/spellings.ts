import type { SyncCase } from './case.ts';
import { day, owned, shared } from './case-fields.ts';

const topics = { maps: 't_maps', rail: 't_rail' };

export const spellings: Readonly<Record<string, SyncCase>> = {
  s07: {
    title: 'a record that does not carry the field',
    field: shared('multi_select', { values: topics }),
    ...{ agreed: ['maps', 'rail'], left: 'maps;rail', right: ['t_maps', 't_rail'] },
    events: [
      { at: `${day}12:00:00Z`, kind: 'poll', side: 'left', version: `${day}11:59:00Z` },
      { at: `${day}12:00:30Z`, kind: 'poll', side: 'left', value: null, version: `${day}11:59:00Z` },
    ],
    expected: { final: { left: 'maps;rail', right: ['t_maps', 't_rail'], agreed: ['maps', 'rail'] } },
  },
  s08: {
    title: 'the owner empties a field',
    field: owned('date', 'crm'),
    ...{ agreed: '2026-08-01', left: '2026-08-01', right: '2026-08-01T00:00:00+00:00' },
    events: [
      { at: `${day}13:00:00Z`, kind: 'change', side: 'left', value: '', version: `${day}12:59:58Z`, writer: 'person' },
      { at: `${day}13:05:00Z`, kind: 'poll', side: 'left', value: null, version: `${day}12:59:58Z` },
    ],
    expected: { toRight: [null], final: { left: null, right: null, agreed: null } },
  },
  s09: {
    title: 'one number in three spellings',
    field: shared('phone', { region: 'SE' }),
    ...{ left: '070-174 06 35', right: '+46701740635' },
    events: [
      { at: `${day}01:00:00Z`, kind: 'reconcile' },
      {
        at: `${day}02:00:00Z`,
        kind: 'change',
        side: 'left',
        value: '+46 70 174 06 35',
        version: `${day}01:59:00Z`,
        writer: 'import',
      },
      { at: `${day}03:00:00Z`, kind: 'reconcile' },
    ],
    expected: { final: { left: '+46 70 174 06 35', right: '+46701740635', agreed: '+46701740635' } },
  },
  s10: {
    title: 'one side cannot keep the extension',
    field: shared('phone', { region: 'US' }),
    ...{ left: '(646) 555-0136 ext. 7', right: null },
    events: [
      { at: `${day}06:00:00Z`, kind: 'reconcile' },
      {
        at: `${day}06:00:05Z`,
        kind: 'change',
        side: 'right',
        value: '+16465550136',
        version: `${day}06:00:02Z`,
        isReply: true,
      },
      { at: `${day}07:00:00Z`, kind: 'reconcile' },
    ],
    expected: {
      toRight: ['+16465550136'],
      final: { left: '(646) 555-0136 ext. 7', right: '+16465550136', agreed: '+16465550136;ext=7' },
    },
  },
  s11: {
    title: 'a form has stored the ampersand as an entity',
    field: owned('text', 'crm'),
    ...{ agreed: 'Moss & Fern', left: 'Moss &amp; Fern', right: 'Moss & Fern' },
    events: [
      { at: `${day}04:00:00Z`, kind: 'reconcile' },
      {
        at: `${day}04:30:00Z`,
        kind: 'change',
        side: 'left',
        value: 'Moss &amp;amp; Fern',
        version: `${day}04:29:00Z`,
        writer: 'form',
      },
    ],
    expected: {
      toRight: ['Moss &amp; Fern'],
      final: { left: 'Moss &amp;amp; Fern', right: 'Moss &amp; Fern', agreed: 'Moss &amp; Fern' },
    },
  },
  s12: {
    title: 'a date crosses time zones',
    field: owned('date', 'crm'),
    ...{ agreed: '2026-12-01', left: '2026-12-01', right: '2026-12-01T00:00:00+00:00' },
    events: [
      {
        at: `${day}05:00:00Z`,
        kind: 'change',
        side: 'left',
        value: '1796083200000',
        version: `${day}04:59:59Z`,
        writer: 'person',
      },
      { at: `${day}06:00:00Z`, kind: 'reconcile' },
      { at: `${day}07:00:00Z`, kind: 'reconcile' },
      {
        at: `${day}08:00:00Z`,
        kind: 'change',
        side: 'left',
        value: '1796169600000',
        version: `${day}07:59:59Z`,
        writer: 'person',
      },
    ],
    expected: {
      toRight: ['2026-12-02'],
      final: { left: '2026-12-02', right: '2026-12-02T00:00:00+00:00', agreed: '2026-12-02' },
    },
  },
  s13: {
    title: 'one set in another order',
    field: owned('multi_select', 'crm', { values: { ...topics, sea: 't_sea' } }),
    ...{ agreed: ['maps', 'rail', 'sea'], left: 'maps;rail;sea', right: ['t_sea', 't_maps', 't_rail'] },
    events: [
      {
        at: `${day}10:00:00Z`,
        kind: 'change',
        side: 'left',
        value: 'sea;maps;rail;maps',
        version: `${day}09:59:59Z`,
        writer: 'workflow',
      },
      { at: `${day}11:00:00Z`, kind: 'reconcile' },
    ],
    expected: {
      final: { left: 'sea;maps;rail;maps', right: ['t_sea', 't_maps', 't_rail'], agreed: ['maps', 'rail', 'sea'] },
    },
  },
  s14: {
    title: 'one option is taken out, then the last',
    field: owned('multi_select', 'helpdesk', { values: topics }),
    ...{ agreed: ['maps', 'rail'], left: 'maps;rail', right: ['t_maps', 't_rail'] },
    events: [
      { at: `${day}10:00:00Z`, kind: 'change', side: 'right', value: ['t_maps'], version: `${day}09:59:59Z` },
      { at: `${day}10:10:00Z`, kind: 'change', side: 'right', value: [], version: `${day}10:09:59Z` },
    ],
    expected: { toLeft: ['maps', ''], final: { left: null, right: [], agreed: null } },
  },
  s15: {
    title: 'an option nobody mapped',
    field: owned('picklist', 'crm', { values: { team: 'plan_team' } }),
    ...{ agreed: 'team', left: 'team', right: 'plan_team' },
    events: [
      {
        at: `${day}10:00:00Z`,
        kind: 'change',
        side: 'left',
        value: 'team_plus',
        version: `${day}09:59:59Z`,
        writer: 'person',
      },
    ],
    expected: { dead: ['unknown_option'], final: { left: 'team_plus', right: 'plan_team', agreed: 'team' } },
  },
  s16: {
    title: 'numbers that come as text',
    field: owned('number', 'crm'),
    ...{ agreed: '840', left: '840', right: 840 },
    events: [
      {
        at: `${day}10:00:00Z`,
        kind: 'change',
        side: 'left',
        value: '840.0',
        version: `${day}09:59:59Z`,
        writer: 'import',
      },
      { at: `${day}11:00:00Z`, kind: 'change', side: 'left', value: '0', version: `${day}10:59:59Z`, writer: 'person' },
      { at: `${day}12:00:00Z`, kind: 'change', side: 'left', value: '', version: `${day}11:59:59Z`, writer: 'person' },
    ],
    expected: { toRight: [0, null], final: { left: null, right: null, agreed: null } },
  },
  s17: {
    title: 'three vocabularies for one zone',
    field: shared('time_zone'),
    ...{ agreed: 'America/New_York', left: 'us_slash_eastern', right: 'Eastern Time (US & Canada)' },
    events: [
      { at: `${day}10:00:00Z`, kind: 'reconcile' },
      {
        at: `${day}10:30:00Z`,
        kind: 'change',
        side: 'left',
        value: 'america_slash_new_york',
        version: `${day}10:29:00Z`,
        writer: 'import',
      },
      { at: `${day}11:00:00Z`, kind: 'change', side: 'right', value: 'Berlin', version: `${day}10:59:59Z` },
    ],
    expected: {
      toLeft: ['europe_slash_berlin'],
      final: { left: 'europe_slash_berlin', right: 'Berlin', agreed: 'Europe/Berlin' },
    },
  },
};
