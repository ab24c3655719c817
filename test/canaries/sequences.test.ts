import { beforeAll, describe, expect, it } from 'vitest';
import { type Checked, check } from './sequences/check.ts';

const { CANARIES_SEED: seed = 'sequences', SEQUENCES, TEST_DATABASE_URL: server } = process.env;
const sequences = SEQUENCES === undefined ? 4 : Number(SEQUENCES);

const inWords = (sum: Pick<Checked, 'sequences' | 'events' | 'answers' | 'shown' | 'amounts' | 'erased'>) =>
  `${sum.sequences} sequences, ${sum.events} events, ${sum.answers} answers with ${sum.shown} values and ${sum.amounts} sums, ${sum.erased} people erased`;

describe('no sequence of events', { timeout: 7_200_000 }, () => {
  let checked: Checked;
  beforeAll(async () => {
    const shrinkMs = SEQUENCES === undefined ? 0 : 120_000;
    const most = SEQUENCES === undefined ? 40 : 120;
    const onPlayed = (sum: Parameters<typeof inWords>[0]) =>
      sum.sequences % 10 === 0 && process.stdout.write(`${inWords(sum)}\n`);
    checked = await check({ seed, sequences, most, server, shrinkMs, onPlayed });
    const { shortest } = checked;
    process.stdout.write(`${inWords(checked)}\n`);
    if (shortest) process.stdout.write(`${JSON.stringify(shortest)}\n`);
  }, 7_200_000);

  it('is without what it is to be about: openings, sums for those who may see them, erasures', (context) => {
    context.skip(checked.findings.length > 0, 'what was found ended it early');
    expect(checked.events).toBeGreaterThan(sequences * 40);
    expect(checked.shown).toBeGreaterThan(checked.events);
    expect(checked.amounts).toBeGreaterThan(sequences);
    expect(checked.erased).toBeGreaterThan(0);
  });

  it('shows one helpdesk’s or one company’s values to another', () => {
    expect(checked.of('another_helpdesk', 'another_customer', 'ended_session')).toEqual([]);
  });

  it('brings back who was erased', () => {
    expect(checked.of('erased', 'not_finished')).toEqual([]);
  });

  it('sends a value that is masked for whoever asks', () => {
    expect(checked.of('masked')).toEqual([]);
  });
});
