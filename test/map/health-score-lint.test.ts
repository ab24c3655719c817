import { checkTexts } from '@sidelight/api/map/load-map.ts';
import { describe, expect, it } from 'vitest';
import { demoTexts, faultsOf, NOW_MS, withChange } from './demo-map.ts';

const texts = await demoTexts();
const said = (faults: ReturnType<typeof faultsOf>) => faults.map((f) => `${f.file} ${f.message}`);
const edited = (file: string, from: string, to: string) =>
  withChange(texts, file, (text) => text.replace(from, () => to));

const FORMULA = 'health-score.yaml';
/** Each: what is wrong, how it is made so, and the fault that must come of it. */
const cases: readonly (readonly [string, string, string, RegExp])[] = [
  ['a team nobody has', 'owner: support_ops', 'owner: suport', /no team suport in teams\.yaml/],
  ['a yellow that is none', 'yellow: 50', 'yellow: 75', /no score would be yellow: it begins at 75, and green at 75/],
  ['no escalations', '  escalated: {', '  urgent: {', /escalations are counted by the mark escalated; declare it/],
  ['a mark no ticket has', 'vip: { tags: [vip] }', 'vip: {}', /no ticket would ever have it; name a tag or a priority/],
  [
    'steps that count less farther out',
    '{ atLeast: 3, points: -12 }, { atLeast: 6, points: -20 }]',
    '{ atLeast: 3, points: -12 }, { atLeast: 6, points: -2 }]',
    /is farther out than 3 and counts less than its -12 points; write as many or more/,
  ],
  [
    'steps that count less farther down',
    '{ below: 50, points: -22 }',
    '{ below: 50, points: -2 }',
    /is farther out than 75 and counts less than its -10 points/,
  ],
  [
    'steps that turn round',
    '{ atLeast: 10, points: -4 }',
    '{ atLeast: 10, points: 4 }',
    /is farther out than 10 and counts less than its 4 points/,
  ],
  [
    'two steps at one place',
    '{ atLeast: 20, points: -10 }',
    '{ atLeast: 10, points: -10 }',
    /two steps begin at 10; keep one/,
  ],
  [
    'both directions in one',
    '{ below: 75, points: -10 }',
    '{ atLeast: 75, points: -10 }',
    /counts both what is at least and what is below/,
  ],
  [
    'a sentence without its figure',
    '"{{n}} tickets in 30 days"',
    '"Many tickets"',
    /does not say how many; write \{\{n\}\}/,
  ],
  [
    'a tag by a mark there is not',
    'vip: { mark: vip }',
    'vip: { mark: gold }',
    /there is no mark gold; write one of: escalated, vip/,
  ],
  [
    'a tag by a category there is not',
    'category: how_to, atLeast: 3',
    'category: training, atLeast: 3',
    /there is no category training; write one of: outage, bug, billing, access, how_to/,
  ],
  ['a figure there is not', 'figure: open_long', 'figure: open_ages', /figure: write one of: open_tickets, open_long/],
];

const SYNC = 'sync.yaml';
const computed: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'a kind it is not',
    'computed: csat\n        type: number',
    'computed: csat\n        type: text',
    /csat is a number; write type: number/,
  ],
  [
    'a level without a word',
    'yellow: risk_yellow, ',
    '',
    /yellow could never be written; write one of: green, yellow, red with/,
  ],
  [
    'a tag without a word',
    'vip: tag_vip, ',
    '',
    /vip could never be written; write one of: at_risk, vip, adoption_gap/,
  ],
  [
    'a value changed on its way',
    'computed: escalations\n',
    'computed: escalations\n        transform: $ * 2\n',
    /what is worked out goes to both sides as it is; remove the transform/,
  ],
  [
    'a note about nobody',
    'about: [contact, company]',
    'about: [contact, deal]',
    /about\.1: write one of: contact, company/,
  ],
  ['a figure nobody knows', 'computed: csat', 'computed: csats', /computed: write one of: health_score/],
];

describe('lint of how health is worked out', () => {
  it.each(cases)('names %s', (_, from, to, expected) => {
    expect(said(faultsOf(edited(FORMULA, from, to)))).toContainEqual(expect.stringMatching(expected));
  });

  it.each(computed)('names %s in what both sides hold', (_, from, to, expected) => {
    expect(said(faultsOf(edited(SYNC, from, to)))).toContainEqual(expect.stringMatching(expected));
  });

  it('is missed by what is worked out, and by nothing else', () => {
    const without = new Map([...texts].filter(([file]) => file !== FORMULA));
    const faults = said(faultsOf(without));
    expect(faults).toContainEqual(expect.stringMatching(/nothing says how it is worked out; add health-score\.yaml/));
    expect(faults).toContainEqual(expect.stringMatching(/nothing says which tickets are kept/));
    const neither = new Map([...without].filter(([file]) => file !== SYNC));
    expect(checkTexts(neither, NOW_MS).map).not.toHaveProperty('healthScore');
  });
});
