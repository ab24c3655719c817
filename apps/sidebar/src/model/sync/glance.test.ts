import { describe, expect, it } from 'vitest';
import { aside, companies, contacts, minutesAgo, report, result, run, side } from '../../../dev/sync/samples.ts';
import { atAGlance } from './glance.ts';

const codes = (...of: Parameters<typeof report>) => {
  const { look, says } = atAGlance(report(...of));
  return [look, ...says.map(({ code }) => code)];
};

describe('at a glance', () => {
  it('all agree, and what is on its way is said', () => {
    expect(codes([contacts(), companies()])).toEqual(['good', 'agree']);
    const sides = { left: side({ waiting: 2 }), right: side({ underWay: 40 }) };
    expect(atAGlance(report([contacts({ sides })])).says[1]).toEqual({ code: 'on_the_way', count: 42 });
  });

  it('what waits comes first, and one that is overdue alarms', () => {
    expect(codes([contacts({ reviews: { open: 9, blocking: 3, overdue: 0 } })])).toEqual(['warn', 'waits']);
    expect(codes([contacts({ reviews: { open: 9, blocking: 3, overdue: 1 } })])).toEqual(['bad', 'waits', 'overdue']);
  });

  it('what is only kept waits for nobody', () => {
    expect(codes([contacts({ reviews: { open: 9, blocking: 0, overdue: 0 } })])).toEqual(['good', 'agree']);
  });

  it('a side that is not read is said before everything else, unless it is off', () => {
    const sides = { left: side({ isLate: true, readAt: minutesAgo(12) }), right: side() };
    const reviews = { open: 1, blocking: 1, overdue: 0 };
    expect(codes([contacts({ sides, reviews })])).toEqual(['bad', 'late', 'waits']);
    expect(codes([contacts({ sides, isOn: false })])).toEqual(['calm', 'all_off']);
  });

  it('a wave that was held back waits for an admin; one of a dry run does not', () => {
    const refused = result({ refused: 'deletes' });
    expect(codes([contacts({ run: run({ result: refused }) })])).toEqual(['bad', 'refused']);
    expect(codes([contacts({ run: run({ kind: 'dry_run', result: refused }) })])).toEqual(['good', 'agree']);
  });

  it('fields that are set aside do not agree, each once', () => {
    const both = [aside('phone', 'Phone', 'left', 'gone'), aside('phone', 'Phone', 'right', 'type')];
    expect(atAGlance(report([contacts({ aside: both })]))).toEqual({
      ...{ look: 'warn', says: [{ code: 'aside', count: 1 }] },
    });
    expect(codes([contacts({ aside: both, isOn: false })])).toEqual(['calm', 'all_off']);
  });

  it('there is nothing to agree on', () => expect(codes([], { isInMap: false })).toEqual(['calm', 'nothing_in_map']));
});
