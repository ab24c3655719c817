import { describe, expect, it } from 'vitest';
import { readiness } from '../../../dev/setup/readiness.ts';
import { vendors } from '../../../dev/setup/vendors.ts';
import { createFormat } from '../../words/format.ts';
import { setupSayEn } from '../../words/setup-say-en.ts';
import { createMeasures } from '../../words/status-format.ts';
import { nextLine } from './next-line.ts';

const context = { say: setupSayEn, ...createFormat('en'), ...createMeasures('en'), nowMs: () => 0 };
const [, , taxonomy, , , , training] = readiness({ training: 1, taxonomy: 0 }).areas;

describe('the next step in words', () => {
  it.each([
    [
      { kind: 'connect', connection: vendors.zendesk },
      'Connect Zendesk first: without it nobody’s ticket can be confirmed.',
      'c-zendesk',
      '',
    ],
    [
      { kind: 'connect', connection: vendors.stripe },
      'Connect Stripe: agents go without Plan, Payment.',
      'c-stripe',
      '',
    ],
    [
      { kind: 'reconnect', connection: vendors.zendesk },
      'Reconnect Zendesk: agents go without Customer.',
      'c-zendesk',
      'bad',
    ],
    [
      { kind: 'raise', area: training! },
      'Raise “Training” from 2 to 3. Let the agents of the pilot work with it.',
      'area-training',
      '',
    ],
    [
      { kind: 'raise', area: taxonomy! },
      'Raise “Taxonomy” from 1 to 3. Add each code under values of its field; map drift writes the patch.',
      'area-taxonomy',
      '',
    ],
    [
      { kind: 'rolled_back', step: { at: '', from: 'pilot', to: 'sandbox', by: 'rollback' } },
      'The rollout went back to “Sandbox” by itself. Fix that, then press “Start the pilot”.',
      's-rollout',
      'bad',
    ],
    [{ kind: 'done' }, 'Everything is set up, and everyone has the sidebar.', undefined, 'good'],
  ] as const)('%j', (next, text, to, look) => {
    const line = nextLine(next, context);
    expect([line.text, line.to, line.look]).toEqual([text, to, look]);
  });
});
