import { describe, expect, it } from 'vitest';
import { createCodecs } from '../codec.ts';
import { comparePair } from '../compare-pair.ts';
import { type FieldState, unknownField } from '../field-state.ts';
import { contactsWith } from '../fields/fixtures.ts';
import { noConsequences } from '../take-decision.ts';
import { canBeSeeded } from './seed.ts';

const capacity = { phoneExtensions: true, instantMs: 1, textMax: 1000 };
const codecs = createCodecs(
  contactsWith({ email: { type: 'email' }, tier: {}, plan: { replaces: 'tier' } }),
  { breaker: { rounds: 2, withinMs: 1000 } },
  { left: capacity, right: capacity },
);
const flowing = codecs.filter(({ plan }) => !plan.isReplaced);
const clocks = () => ({ aheadMs: { left: 0, right: 0 }, uncertaintyMs: 0 });

async function compared(left: object, right: object, fields: Record<string, FieldState> = {}) {
  const side = (values: object) => ({
    record: { id: '1', versionMs: 5000, unreadable: [], values: { ...values } as Record<string, string | null> },
    snapshotMs: 9000,
  });
  const linked = { id: 'r', left: '1', right: '1', hold: undefined, fields };
  const read = { left: side(left), right: side(right) };
  return (await comparePair({ codecs: flowing, clocks }, linked, read, noConsequences())).record.fields;
}
const empty = { email: null, plan: null, 'user_fields.email': null, 'user_fields.plan': null };

describe('a field that takes the place of another', () => {
  it('is filled on both sides with what the two had agreed on', async () => {
    const tier: FieldState = { ...unknownField(), agreed: { value: 'pro' } };
    const { plan } = await compared({ ...empty, tier: 'free' }, { ...empty, 'user_fields.tier': 'pro' }, { tier });
    expect(plan).toMatchObject({
      agreed: { value: 'pro' },
      left: { target: { value: 'pro', isSent: false } },
      right: { target: { value: 'pro', isSent: false } },
    });
  });

  it('of two that had never agreed takes the owner’s value', async () => {
    const { plan, tier } = await compared({ ...empty, tier: 'free' }, { ...empty, 'user_fields.tier': 'pro' });
    expect(plan?.agreed).toEqual({ value: 'free' });
    expect(tier).toBeUndefined();
  });

  it('keeps a value of its own, on either side', async () => {
    const { plan } = await compared({ ...empty, tier: 'free', plan: 'new' }, { ...empty, 'user_fields.tier': 'pro' });
    expect(plan?.agreed).toEqual({ value: 'new' });
    expect(plan?.left.target).toBeUndefined();
  });

  it('stays empty where there is nothing to take over, or somebody has emptied it since', async () => {
    expect(
      (await compared({ ...empty, tier: null }, { ...empty, 'user_fields.tier': null })).plan?.left.target,
    ).toBeUndefined();
    const emptied: FieldState = {
      ...unknownField(),
      agreed: { value: null },
      left: { sent: [], holds: null, edit: { value: null, versionMs: 1, seenMs: 1 } },
    };
    expect(canBeSeeded(emptied, null)).toBe(false);
    expect(canBeSeeded({ ...unknownField(), agreed: { value: null } }, null)).toBe(true);
  });
});
