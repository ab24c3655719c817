import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Area } from '@sidelight/shared/setup/area.ts';
import { Readiness } from '@sidelight/shared/setup/readiness.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import type { ReadinessFacts } from './facts.ts';
import { ago, DAY, rehearsed, step, wellFacts } from './fixtures.ts';
import { readinessOf, scoreOf } from './score.ts';

const folder = new URL('../../../../map', import.meta.url).pathname;

let demo: IntegrationMap;
/** The demo's, with a second owner where it names one team twice. */
let map: IntegrationMap;
let well: ReadinessFacts;
beforeAll(async () => {
  demo = await loadMap(folder, AbortSignal.timeout(5000));
  map = structuredClone(demo);
  for (const { owners } of [...Object.values(map.systems), ...Object.values(map.flows)])
    if (owners.business === owners.technical) owners.technical = 'integrations';
  well = wellFacts(map);
});

const readinessWith = (over: Partial<ReadinessFacts>) => Readiness.parse(readinessOf({ ...well, ...over }));
const areaWith = (area: Area, over: Partial<ReadinessFacts>) =>
  readinessWith(over).areas.find((one) => one.area === area)!;
const findingWith = (area: Area, id: string, over: Partial<ReadinessFacts>) =>
  areaWith(area, over).evidence.find((one) => one.claim.code === id);
const unmetWith = (area: Area, over: Partial<ReadinessFacts>) =>
  areaWith(area, over)
    .evidence.filter(({ isMet }) => !isMet)
    .map(({ claim }) => claim.code);
const changed = (change: (copy: IntegrationMap) => void): Partial<ReadinessFacts> => {
  const copy = structuredClone(map);
  change(copy);
  return { map: copy };
};
const rollout = (over: Partial<NonNullable<ReadinessFacts['rollout']>>) => ({
  rollout: { phase: 'pilot', pilotGroups: ['10'], groups: [], steps: rehearsed, ...over } as const,
});

it.each([
  [0, 3, 1],
  [1, 3, 2],
  [2, 3, 3],
  [3, 3, 5],
  [1, 4, 2],
  [2, 4, 3],
  [3, 4, 4],
  [1, 5, 1],
  [3, 5, 3],
  [4, 5, 4],
])('%i of %i is a score of %i', (met, of, score) => {
  expect(scoreOf(Array.from({ length: of }, (_, i) => ({ isMet: i < met })))).toBe(score);
});

describe('all as it should be', () => {
  it('is ready, with full marks', () => {
    const { areas, isReady } = readinessWith({});
    expect(areas.flatMap(({ evidence }) => evidence.filter(({ isMet }) => !isMet))).toEqual([]);
    expect(isReady).toBe(true);
    expect(areas.map(({ score }) => score)).toEqual([5, 5, 5, 5, 5, 5, 5]);
  });

  it('finds the flow of the demo whose two owners are one', () => {
    expect(areaWith('data_ownership', { map: demo }).score).toBe(4);
    expect(findingWith('data_ownership', 'two_owners', { map: demo })?.found).toMatchObject({
      code: 'one_team_alone',
      names: { first: [expect.any(String)], more: 0 },
    });
  });

  it('every area has three or more pieces of evidence, each with another claim', () => {
    const all = readinessWith({}).areas.flatMap(({ evidence }) => evidence);
    expect(readinessWith({}).areas.every(({ evidence }) => evidence.length >= 3)).toBe(true);
    expect(new Set(all.map(({ claim }) => claim.code)).size).toBe(all.length);
  });

  it('nothing at all is ready of what nobody has begun', () => {
    const { areas, isReady } = readinessWith({
      ...{ remarks: [{ file: 'cards.yaml', line: 3, message: 'is on no card' }], connections: [], fieldsShown: 0 },
      ...{ delivered: new Map(), askedAt: new Map(), vendorPages: [], slo: { total: 0, kept: 0 } },
      ...{ secrets: { kind: 'environment' }, publicUrl: undefined, webhookAt: undefined, rollout: undefined },
      ...{
        canary: { rightAt: undefined, wrongAt: undefined },
        ticketsByAgent: [],
        practices: [],
        ownerToldAt: undefined,
      },
    });
    expect(isReady).toBe(false);
    expect(Object.fromEntries(areas.map(({ area, score }) => [area, score]))).toEqual({
      ...{ workflow_mapping: 2, data_ownership: 4, taxonomy: 1, security: 1, monitoring: 1, rollout: 1, training: 1 },
    });
  });
});

describe('workflow mapping', () => {
  const remark = { file: 'systems/crm.yaml', line: 12, message: 'was reviewed 400 days ago' };
  it.each<[string, () => Partial<ReadinessFacts>, string]>([
    ['a remark on the map', () => ({ remarks: [remark] }), 'map_lint'],
    [
      'a decision nobody needs',
      () => changed((m) => void delete m.workflows.entitlement_check),
      'decisions_in_workflows',
    ],
    ['no decision at all', () => changed((m) => void decide(m, false)), 'decisions_in_workflows'],
    ['a vendor not connected', () => without('stripe', 'not_connected'), 'critical_connected'],
    ['a vendor that locks us out', () => without('stripe', 'locked_out'), 'critical_connected'],
    ['no critical workflow', () => changed((m) => void rank(m)), 'critical_connected'],
    ['a flow nobody saw', () => ({ drift: [{ kind: 'flow_never_seen', flow: 'a_to_b', reads: [] }] }), 'flows_seen'],
    ['nothing seen', () => ({ fieldsShown: 0 }), 'flows_seen'],
  ])('%s', (_name, over, id) => {
    expect(unmetWith('workflow_mapping', over())).toContain(id);
  });

  it('a vendor that is only down is connected', () => {
    expect(unmetWith('workflow_mapping', without('stripe', 'down'))).toEqual([]);
  });

  it('says where to look', () => {
    const found = findingWith('workflow_mapping', 'map_lint', { remarks: [remark] });
    expect(found).toMatchObject({ link: { kind: 'map', file: 'systems/crm.yaml' }, at: ago(0) });
    expect(found?.found).toEqual({ code: 'remarks', count: 1, file: 'systems/crm.yaml', line: 12 });
  });

  const without = (connector: string, state: 'not_connected' | 'locked_out' | 'down') => ({
    connections: well.connections.map((one) => (one.connector === connector ? { ...one, state } : one)),
  });
  const decide = (m: IntegrationMap, decision: boolean) =>
    Object.values(m.systems).flatMap(({ fields }) =>
      Object.values(fields).map((field) => Object.assign(field, { decision })),
    );
  const rank = (m: IntegrationMap) => Object.values(m.workflows).map((one) => Object.assign(one, { priority: 'low' }));
});

describe('data ownership', () => {
  const mute = (m: IntegrationMap) => Object.assign(m.teams.revops!, { alerts: [] });
  it.each<[string, () => Partial<ReadinessFacts>, string]>([
    [
      'one team alone',
      () => changed((m) => void Object.assign(m.systems.crm!.owners, { business: m.systems.crm!.owners.technical })),
      'two_owners',
    ],
    ['no alert ever delivered', () => ({ delivered: new Map() }), 'owners_reached'],
    [
      'an alert delivered to somebody else',
      () => ({ delivered: new Map([['revops-slack', ago(1)]]) }),
      'owners_reached',
    ],
    ['a deciding team without a channel', () => changed((m) => void mute(m)), 'decision_owners_reachable'],
    [
      'an old review',
      () => changed((m) => void Object.assign(m.systems.crm!, { reviewed: '2025-11-01' })),
      'owners_agreed',
    ],
  ])('%s', (_name, over, id) => {
    expect(unmetWith('data_ownership', over())).toContain(id);
    expect(unmetWith('data_ownership', {})).not.toContain(id);
  });
});

describe('taxonomy', () => {
  it.each<[string, Partial<ReadinessFacts>, string[]]>([
    [
      'a new code',
      { drift: [{ kind: 'new_code', field: 'plan.entitlement', code: 'x', count: 1 }] },
      ['no_unknown_codes'],
    ],
    ['an empty field', { drift: [{ kind: 'never_filled', field: 'usage.errors', shown: 30 }] }, ['no_empty_fields']],
    ['another type', { drift: [{ kind: 'wrong_type', field: 'usage.errors', count: 9 }] }, ['no_wrong_types']],
    [
      'an address in a field that is open',
      { drift: [{ kind: 'looks_personal', field: 'account.name', as: 'an e-mail address', class: 'open' }] },
      ['classes_right'],
    ],
    ['another difference', { drift: [{ kind: 'undeclared_call', system: 'crm', connector: 'x' }] }, []],
    [
      'too little seen',
      { fieldsShown: 19 },
      ['no_unknown_codes', 'no_empty_fields', 'no_wrong_types', 'classes_right'],
    ],
    ['just enough seen', { fieldsShown: 20 }, []],
  ])('%s', (_name, over, unmet) => {
    expect(unmetWith('taxonomy', over)).toEqual(unmet);
  });
});

describe('security', () => {
  const store = (over: object) => ({ secrets: { kind: 'store', undecipherable: [], expiring: [], ...over } as const });
  it.each<[string, Partial<ReadinessFacts>, string[]]>([
    ['credentials in the environment', { secrets: { kind: 'environment' } }, ['keys_encrypted', 'keys_lasting']],
    ['one that cannot be read', store({ undecipherable: ['stripe'] }), ['keys_readable']],
    ['one that ends soon', store({ expiring: [{ name: 'hubspot', at: ago(-600) }] }), ['keys_lasting']],
    ['no address', { publicUrl: undefined }, ['https']],
    ['an address without encryption', { publicUrl: 'http://sidelight.example' }, ['https']],
    ['no webhook yet', { webhookAt: undefined }, ['webhook_signed']],
    ['a webhook long ago', { webhookAt: ago(31 * DAY) }, ['webhook_signed']],
  ])('%s', (_name, over, unmet) => {
    expect(unmetWith('security', over)).toEqual(unmet);
  });
});

describe('monitoring', () => {
  it.each<[string, () => Partial<ReadinessFacts>, string[]]>([
    ['probes switched off', () => changed((m) => void Object.assign(m.health.probes, { isOn: false })), ['probes']],
    ['one nobody asks', () => ({ askedAt: new Map([...well.askedAt, ['hubspot', ago(11)]]) }), ['probes']],
    ['nothing connected', () => ({ connections: [] }), ['probes']],
    ['a canary not read', () => ({ canary: { rightAt: ago(21), wrongAt: undefined } }), ['canary']],
    ['a canary never read', () => ({ canary: { rightAt: undefined, wrongAt: undefined } }), ['canary']],
    ['a canary that is wrong', () => ({ canary: { rightAt: ago(1), wrongAt: ago(3) } }), ['canary']],
    ['no pages', () => ({ vendorPages: [] }), ['vendor_pages']],
    ['a page not read', () => ({ vendorPages: [{ ...well.vendorPages[0]!, state: 'unknown' }] }), ['vendor_pages']],
    ['an old page', () => ({ vendorPages: [{ ...well.vendorPages[0]!, readAt: ago(20) }] }), ['vendor_pages']],
    ['too few contexts', () => ({ slo: { total: 99, kept: 99 } }), ['slo_measured']],
  ])('%s', (_name, over, unmet) => {
    expect(unmetWith('monitoring', over())).toEqual(unmet);
  });
});

describe('rollout and rollback', () => {
  const back = step('groups', 'pilot', 90, 'rollback');
  it.each<[string, Partial<ReadinessFacts>, string[]]>([
    ['nobody has chosen anything', { rollout: undefined }, ['criteria_chosen', 'way_back', 'ran_a_day', 'rehearsed']],
    ['no group', rollout({ pilotGroups: [] }), ['way_back']],
    ['groups, with everyone in', rollout({ phase: 'everyone', pilotGroups: [], groups: ['20'] }), ['ran_a_day']],
    [
      'a pilot of some hours',
      rollout({
        steps: [step('sandbox', 'pilot', 90), ...rehearsed.slice(1, 2), step('sandbox', 'pilot', 3 * DAY + 60)],
      }),
      ['ran_a_day'],
    ],
    [
      'groups for an hour, after a pilot of days',
      rollout({ phase: 'groups', steps: [step('pilot', 'groups', 60), ...rehearsed] }),
      [],
    ],
    [
      'back in the pilot since a rollback',
      rollout({ steps: [back, step('pilot', 'groups', 100), ...rehearsed] }),
      ['ran_a_day'],
    ],
    [
      'a day after a rollback',
      rollout({ steps: [{ ...back, at: ago(DAY) }, step('pilot', 'groups', DAY + 9), ...rehearsed] }),
      [],
    ],
    ['never gone back', rollout({ steps: [step('sandbox', 'pilot', 2 * DAY)] }), ['rehearsed']],
    ['gone back, and not forth', rollout({ phase: 'sandbox', steps: rehearsed.slice(1) }), ['rehearsed']],
    ['a backup of yesterday', { backup: { lastAt: ago(DAY) } }, []],
    ['a backup of last week', { backup: { lastAt: ago(7 * DAY) } }, ['backup']],
    ['no backup', { backup: { lastAt: undefined } }, ['backup']],
  ])('%s', (_name, over, unmet) => {
    expect(unmetWith('rollout', over)).toEqual(unmet);
  });

  it('other criteria or groups neither end nor begin a run', () => {
    const steps = [step('pilot', 'pilot', 5), ...rehearsed];
    expect(unmetWith('rollout', rollout({ steps }))).toEqual([]);
  });
});

describe('training', () => {
  const practice = { id: 'i1', system: 'billing', at: ago(9), acknowledgedBy: 'Ruth', seenBy: 1 };
  const agents = (...tickets: number[]) => ({
    ticketsByAgent: tickets.map((n, i) => ({ agentId: `${i}`, tickets: n })),
  });
  it.each<[string, Partial<ReadinessFacts>, string[]]>([
    ['nobody has opened one', agents(), ['agents_versed']],
    ['one alone', agents(30), ['agents_versed']],
    ['four tickets are too few', agents(5, 4, 4), ['agents_versed']],
    ['half of them', agents(5, 5, 1, 1), []],
    ['fewer than half', agents(5, 5, 1, 1, 1), ['agents_versed']],
    ['no practice', { practices: [] }, ['practice_outage']],
    [
      'a practice nobody acknowledged',
      { practices: [{ ...practice, acknowledgedBy: undefined }] },
      ['practice_outage'],
    ],
    ['a practice no agent saw', { practices: [{ ...practice, seenBy: 0 }] }, ['practice_outage']],
    ['a whole practice after half a one', { practices: [{ ...practice, seenBy: 0 }, practice] }, []],
    ['no owner told', { ownerToldAt: undefined }, ['owner_told']],
  ])('%s', (_name, over, unmet) => {
    expect(unmetWith('training', over)).toEqual(unmet);
  });
});
