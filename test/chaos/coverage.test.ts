import { expect, it } from 'vitest';
import { faultKinds } from '../world/faults/fault.ts';
import { lie, scenarios, webhookFaults } from './scenarios.ts';

/** DESIGN.md, section 6, in its order. */
const designed = [
  ...[
    'latency',
    'hang',
    'reset',
    'slow_drip',
    '401',
    '403',
    '429',
    '429_without_time',
    '5xx',
    'malformed_json',
    'wrong_content_type',
  ],
  ...['html_login', 'empty_body', 'huge_body', 'schema_drift', 'flapping', 'duplicate', 'out_of_order'],
];

it('every kind of fault that the world knows is thrown, and no other', () => {
  const thrown = [...scenarios.map(({ fault }) => fault), ...webhookFaults, lie].map(({ kind }) => kind);
  expect([...new Set<string>(thrown)].sort()).toEqual([...faultKinds].sort());
});

it('the world knows every kind that was designed', () => {
  expect(designed.filter((kind) => !faultKinds.includes(kind))).toEqual([]);
});
