import { beforeAll, describe, expect, it } from 'vitest';
import { type Checked, check } from './sequences/check.ts';

const { CANARIES_SEED: seed = 'sequences', SEQUENCES, TEST_DATABASE_URL: server } = process.env;
const sequences = SEQUENCES === undefined ? 4 : Number(SEQUENCES);

describe('no sequence of events', { timeout: 7_200_000 }, () => {
  let checked: Checked;
  beforeAll(async () => {
    const shrinkMs = SEQUENCES === undefined ? 0 : 120_000;
    const most = SEQUENCES === undefined ? 40 : 120;
    checked = await check({ seed, sequences, most, server, shrinkMs });
    const { events, answers, shown, amounts, erased, shortest } = checked;
    process.stdout.write(
      `${checked.sequences} sequences, ${events} events, ${answers} answers with ${shown} values and ${amounts} sums, ${erased} people erased\n`,
    );
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
