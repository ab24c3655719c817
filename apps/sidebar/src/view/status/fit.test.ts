import { describe, expect, it } from 'vitest';
import { fit, linesOf, textWidth } from './fit.ts';

it('a name that is too long for its line goes on in a second one, between words', () => {
  expect(linesOf('Account lookup', 120, 13)).toEqual(['Account lookup']);
  expect(linesOf('Prüfung des Verlängerungsrisikos', 132, 13)).toEqual(['Prüfung des', 'Verlängerungsrisikos']);
  expect(linesOf('Eskalation von Störungen', 132, 13)).toEqual(['Eskalation von', 'Störungen']);
});

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
