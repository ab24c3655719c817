import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bother } from './bother.ts';
import { callEverywhere, sendWebhooks } from './callers.ts';
import { canaryKinds } from './canary.ts';
import { indexOf } from './canary-index.ts';
import { gather } from './gather.ts';
import { makeMistakes } from './mistakes.ts';
import { nameOf, roundsOf } from './rounds.ts';
import { search } from './sinks.ts';
import { type CanaryStage, openCanaryStage } from './stage.ts';

const isFull = process.env.CANARIES === 'full';
const seed = process.env.CANARIES_SEED ?? 'canaries';

let stage: CanaryStage;
beforeAll(async () => {
  stage = await openCanaryStage(seed);
});
afterAll(() => stage.close());

describe('a thousand planted values', { timeout: 3_600_000 }, () => {
  it('are in no log, refusal, figure, alert, row of the audit or address, whatever fails and whoever asks', async () => {
    const begun = performance.now();
    await stage.keepInSync();
    const rounds = roundsOf(isFull);
    const unmet: string[] = [];
    for (const [turn, round] of rounds.entries()) if (!(await bother(stage, round, turn))) unmet.push(nameOf(round));
    expect(unmet, 'who was to fail was not asked').toEqual([]);
    await sendWebhooks(stage);
    await callEverywhere(stage, isFull);
    const sinks = await gather(stage);
    const planted = stage.canaries.all();
    const { leaks, characters } = search(indexOf(planted), sinks);
    stage.heard.say(
      `${planted.length} values, ${rounds.length} failures, ${stage.exchange.answers.length} answers, ${sinks.length} places, ` +
        `${characters} characters: ${leaks.length} found; ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    );
    expect(leaks).toEqual([]);
    for (const kind of canaryKinds) expect(planted.filter((one) => one.kind === kind).length, kind).toBeGreaterThan(60);
    expect(planted.length).toBeGreaterThan(1000);
    // Where there was nothing to look through, nothing was shown. Of tables and jobs there are some that stay empty.
    const empty = sinks.filter(
      ({ name, texts }) => !/^(table|jobs|the streams)/.test(name) && texts.join('').length === 0,
    );
    expect(empty.map(({ name }) => name)).toEqual(stage.cliEnv ? [] : ['the command line']);
  });

  it('are found in each of these places, once somebody leaves one there', async () => {
    const made = await makeMistakes(stage);
    const { leaks } = search(indexOf(stage.canaries.all()), await gather(stage));
    const missed = [...made].filter(
      ([sink, owner]) => !leaks.some((leak) => leak.startsWith(`${sink}: email of ${owner} (`)),
    );
    expect(missed).toEqual([]);
  });
});
