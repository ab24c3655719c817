import { describe, expect, it } from 'vitest';
import { fit, textWidth } from './fit.ts';

describe('fit', () => {
  it('leaves alone what has room', () => {
    expect(fit('Billing', 100, 13)).toBe('Billing');
  });

  it('cuts what has none, never through a letter, and leaves no space before the dots', () => {
    expect(fit('Known issues of all', 80, 13)).toBe('Known iss…');
    expect(fit('Known issues', 51, 13)).toBe('Known…');
    expect(fit('🦊🦊🦊', 30, 13)).toBe('🦊…');
    expect(fit('Billing', 0, 13)).toBe('…');
  });

  it('never ends wider than its room', () => {
    for (let room = 20; room < 200; room += 7) {
      expect(textWidth(fit('Wholesale Management Workflow', room, 13), 13)).toBeLessThanOrEqual(room);
    }
  });
});
