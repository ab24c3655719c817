import { beforeEach, expect, it } from 'vitest';
import { requireTenant } from '../../tenants/tenant-id.ts';
import { type AskAs, OWN_WORD_MS, type OwnWord, type RememberedWords, rememberWords } from './own-word.ts';

const agent = { tenant: requireTenant('acme'), userId: '7', role: 'agent', locale: 'en' } as const;
const other = { ...agent, userId: '77' };
const seen: OwnWord = { kind: 'seen' };

let nowMs: number;
let words: RememberedWords;
let hidden: string[];
let asked: string[];
let answers: ((word: OwnWord) => void)[];
const ask: AskAs = (userId, { by, id }) => {
  asked.push(`${userId} ${by} ${id}`);
  return new Promise((resolve) => void answers.push(resolve));
};
const of = (who = agent as typeof other | typeof agent, ticketId = '1') => words.of(who, { ticketId }, ask, 1000);
const told = async (word: OwnWord, who = agent as typeof other | typeof agent, ticketId = '1') => {
  const waiting = of(who, ticketId);
  answers.pop()!(word);
  return waiting;
};
beforeEach(() => {
  nowMs = 1_000_000;
  [hidden, asked, answers] = [[], [], []];
  words = rememberWords({ steadyNow: () => nowMs, onHidden: ({ userId }) => void hidden.push(userId) });
});

it('is asked for once, however many wait, and counts at once for a minute from when it was asked', async () => {
  const both = [of(), of()];
  nowMs += 2000;
  answers.pop()!(seen);
  expect(await Promise.all(both)).toEqual([seen, seen]);
  expect(asked).toEqual(['7 ticket 1']);
  nowMs += OWN_WORD_MS - 2001;
  expect(of()).toEqual(seen);
  nowMs += 1;
  expect(of()).toBeInstanceOf(Promise);
  expect(asked).toHaveLength(2);
});

it('is each person’s own, and each ticket’s, and on a new ticket about whom it is for', async () => {
  await told(seen);
  expect(of(other)).toBeInstanceOf(Promise);
  expect(of(agent, '2')).toBeInstanceOf(Promise);
  expect(words.of(agent, { requesterId: '1' }, ask, 1000)).toBeInstanceOf(Promise);
  expect(asked).toEqual(['7 ticket 1', '77 ticket 1', '7 ticket 2', '7 user 1']);
});

it('that keeps something back counts for seconds, and is told of each time', async () => {
  expect(await told({ kind: 'hidden' })).toEqual({ kind: 'hidden' });
  expect(of()).toEqual({ kind: 'hidden' });
  expect(hidden).toEqual(['7', '7']);
  nowMs += 5001;
  expect(of()).toBeInstanceOf(Promise);
});

it.each([{ kind: 'unsure', reason: 'timeout' }, { kind: 'not_allowed' }] as const)(
  'is not kept where nobody knows',
  async (word) => {
    expect(await told(word)).toEqual(word);
    expect(of()).toBeInstanceOf(Promise);
  },
);

it('whose question breaks is the trouble of whoever waits, and of nobody where nobody does', async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown) => void unheard.push(error);
  process.on('unhandledRejection', hear);
  const broken = async () => Promise.reject(new Error('the store is away'));
  const word = words.of(agent, { ticketId: '1' }, broken, 1000);
  void words.of(agent, { ticketId: '1' }, broken, 1000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
  await expect(word).rejects.toThrow('away');
  expect(of(), 'asked for anew').toBeInstanceOf(Promise);
});

it('is forgotten for one person alone, also while it is being asked for', async () => {
  await told(seen);
  await told(seen, other);
  const late = of(agent, '2');
  words.forget(agent.tenant, agent.userId);
  answers.pop()!(seen);
  expect(await late).toEqual(seen);
  expect(of()).toBeInstanceOf(Promise);
  expect(of(agent, '2'), 'answered to a question of before').toBeInstanceOf(Promise);
  expect(of(other)).toEqual(seen);
});
