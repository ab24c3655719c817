import { describe, expect, it } from 'vitest';
import { billingDown, crmLocked, planned } from '../../../dev/status/incidents.ts';
import { report } from '../../../dev/status/report.ts';
import { standings, troubled, worstOf } from './shown-states.ts';

const since = '2026-11-23T10:42:00.000Z';
const bad = report({
  health: { billing: { state: 'down', since }, crm: { state: 'locked_out', since } },
  incidents: [crmLocked(), billingDown()],
});

describe('standings', () => {
  it('says since when something is wrong, and of what is well nothing', () => {
    const all = standings(bad);
    expect(all.find(({ system }) => system === 'billing')).toEqual({
      ...{ system: 'billing', name: 'Billing' },
      ...{ standing: 'down', since },
    });
    expect(all.find(({ system }) => system === 'issues')).toEqual({
      ...{ system: 'issues', name: 'Issue tracker' },
      standing: 'ok',
    });
  });

  it('takes maintenance for what it is, however the system answers', () => {
    const incident = planned();
    const health = { telemetry: { state: 'down', since } } as const;
    const all = standings(report({ health, incidents: [incident] }));
    expect(all.find(({ system }) => system === 'telemetry')).toMatchObject({
      standing: 'maintenance',
      until: incident.until,
    });
  });
});

it('a system that nobody has connected is not well, and comes after all that is wrong', () => {
  const all = standings({ ...bad, notConnected: ['telemetry', 'issues'] });
  expect(all.find(({ system }) => system === 'issues')).toEqual({
    ...{ system: 'issues', name: 'Issue tracker', standing: 'not_connected' },
  });
  expect(troubled(all).map(({ system }) => system)).toEqual(['crm', 'billing', 'telemetry', 'issues']);
});

it('troubled: worst first', () => {
  expect(troubled(standings(bad)).map(({ system }) => system)).toEqual(['crm', 'billing']);
});

describe('worstOf', () => {
  it('is the worst of the systems that are meant, or nothing', () => {
    const all = standings(bad);
    expect(worstOf(all, ['billing', 'crm', 'issues'])?.system).toBe('crm');
    expect(worstOf(all, ['issues', 'nobody'])).toBeUndefined();
    expect(worstOf(all, [])).toBeUndefined();
  });
});
