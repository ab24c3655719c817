import { describe, expect, it } from 'vitest';
import { leadSays } from './lead-says.ts';

const nothing = { acknowledged: undefined, assigned: undefined, note: undefined };
const ruth = { at: '2026-11-28T02:02:00.000Z', by: 'Ruth Abara' };
const note = { by: 'Ruth Abara', text: 'Stripe is aware; use the console.' };

describe('what a lead says', () => {
  it('is nothing where nobody has said anything', () => {
    expect(leadSays(nothing, 'en')).toBeUndefined();
  });

  it('names who is on it: whoever it was assigned to, else who acknowledged it', () => {
    expect(leadSays({ ...nothing, acknowledged: ruth }, 'en')).toBe('Ruth Abara is on it.');
    expect(leadSays({ ...nothing, acknowledged: ruth, assigned: 'Integrations' }, 'en')).toBe('Integrations is on it.');
  });

  it('says the newest note, and whose it is where that is somebody else', () => {
    expect(leadSays({ ...nothing, acknowledged: ruth, note }, 'en')).toBe(
      'Ruth Abara is on it: “Stripe is aware; use the console.”',
    );
    expect(leadSays({ acknowledged: ruth, assigned: 'Tom', note }, 'de-AT')).toBe(
      'Tom kümmert sich darum. Ruth Abara: „Stripe is aware; use the console.“',
    );
    expect(leadSays({ ...nothing, note }, 'en')).toBe('Ruth Abara: “Stripe is aware; use the console.”');
  });

  it('leaves a sign in a name or a note alone', () => {
    const odd = { by: '%text', text: '$& %who' };
    expect(leadSays({ ...nothing, note: odd }, 'en')).toBe('%text: “$& %who”');
  });
});
