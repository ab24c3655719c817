import { beforeEach, describe, expect, it } from 'vitest';
import type { PropertyDefinition } from '../../connectors/sync-port.ts';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import { requireTenant } from '../../tenants/tenant-id.ts';
import { contactsWith, defined } from './fixtures.ts';
import { createFieldLook } from './look.ts';
import type { FieldAside, FieldStore, SideDefinitions } from './ports.ts';

const plan = contactsWith({ email: { type: 'email' }, tier: {} });
const fits = (prefix: string) => [defined(`${prefix}email`, ['email']), defined(`${prefix}tier`, ['text'])];
const signal = AbortSignal.timeout(5000);

let kept: SideDefinitions[];
let aside: FieldAside[];
let compared: string[];
let nowMs: number;
let isOn: boolean;
beforeEach(() => {
  [kept, aside, compared, nowMs, isOn] = [[], [], [], 1_000_000, true];
});

const store: FieldStore = {
  allAside: async () => [],
  looks: async () => [],
  aside: async () => aside,
  definitions: async () => kept,
  async keepDefinitions(_, one) {
    kept = [...kept.filter(({ side }) => side !== one.side), one];
  },
  async change(_, { began, changed, forgotten }) {
    const over = [...changed, ...forgotten].map(({ field, side }) => `${field} ${side}`);
    const since = new Date(nowMs).toISOString();
    aside = [
      ...aside.filter(({ field, side }) => !over.includes(`${field} ${side}`)),
      ...began.map((one) => ({ ...one, since, isReturning: false })),
      ...changed.map((one) => ({ ...one, since })),
    ];
  },
  release: async () => {},
};
const look = createFieldLook({
  ...{ tenant: requireTenant('acme'), store, now: () => nowMs },
  isOn: async () => isOn,
  compareField: async (_, field) => void compared.push(field),
});
type Says = () => Promise<readonly PropertyDefinition[]>;
const ask = (left: Says, right: Says, isUrgent = true) =>
  look.look(
    'contact',
    { plan, targets: { left: { definitions: left }, right: { definitions: right } } },
    isUrgent,
    signal,
  );
const says = (definitions: readonly PropertyDefinition[]) => async () => definitions;
const refuses = (reason: 'forbidden' | 'timeout') => async () => Promise.reject(new UpstreamError(reason));
const names = () => aside.map(({ field, side, why, isReturning }) => [field, side, why, isReturning]);

describe('a look at what both sides say of their properties', () => {
  it('sets aside what does not fit, and has it compared once it fits again', async () => {
    await ask(says(fits('')), says(fits('user_fields.').slice(0, 1)));
    expect(names()).toEqual([['tier', 'right', 'gone', false]]);
    expect(compared).toEqual([]);
    await ask(says(fits('')), says(fits('user_fields.')));
    expect(names()).toEqual([['tier', 'right', 'gone', true]]);
    expect(compared).toEqual(['tier']);
  });

  it('of a kind of record that is off compares nothing until it is on', async () => {
    isOn = false;
    await ask(says(fits('').slice(0, 1)), says(fits('user_fields.')));
    await ask(says(fits('')), says(fits('user_fields.')));
    expect(compared).toEqual([]);
    isOn = true;
    await ask(says(fits('')), says(fits('user_fields.')), false);
    expect(compared).toEqual(['tier']);
  });

  it('that is refused says so, sets nothing aside and brings nothing back', async () => {
    await ask(refuses('forbidden'), says(fits('user_fields.').slice(0, 1)));
    expect(kept.map(({ side, outcome }) => [side, outcome]).sort()).toEqual([
      ['left', 'forbidden'],
      ['right', 'read'],
    ]);
    expect(names()).toEqual([['tier', 'right', 'gone', false]]);
    await ask(says(fits('')), refuses('timeout'));
    expect(names()).toEqual([['tier', 'right', 'gone', false]]);
    expect(kept.find(({ side }) => side === 'right')).toMatchObject({ outcome: 'no_answer' });
  });

  it('is not taken again a short time later, but where it is wanted at once', async () => {
    let asked = 0;
    const counted = async () => {
      asked++;
      return fits('');
    };
    await ask(counted, says(fits('user_fields.')));
    nowMs += 60_000;
    await ask(counted, says(fits('user_fields.')), false);
    expect(asked).toBe(1);
    await ask(counted, says(fits('user_fields.')), true);
    nowMs += 700_000;
    await ask(counted, says(fits('user_fields.')), false);
    expect(asked).toBe(3);
  });
});
