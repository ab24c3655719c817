import { BackgroundBoot } from '@sidelight/shared/context/background-boot.ts';
import { Boot } from '@sidelight/shared/context/boot.ts';
import { ContextEvent } from '@sidelight/shared/context/event.ts';
import { CorrectAnswer, TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { StatusEvent } from '@sidelight/shared/health/status.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import { MapPicture } from '@sidelight/shared/map/picture.ts';
import { ConnectAnswer, OauthStart } from '@sidelight/shared/setup/connection.ts';
import { RolloutAnswer } from '@sidelight/shared/setup/rollout.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { WebhookAnswer } from '@sidelight/shared/setup/webhook.ts';
import { LetterPage, ReviewPage } from '@sidelight/shared/sync/review.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import {
  DecideAnswer,
  RuleApplyAnswer,
  RulePatchAnswer,
  SyncCommandAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compileSchemas } from './compile-schema.ts';
import { broken, random, sample } from './sample-json.ts';
import {
  backgroundWireModule,
  setupWireModule,
  statusWireModule,
  syncedWireModule,
  syncWireModule,
  wireModule,
} from './wire-plugin.ts';

const schemas = {
  ...{ isBoot: Boot, isContextEvent: ContextEvent, isProblem: Problem },
  ...{
    isStatusReport: StatusReport,
    isStatusEvent: StatusEvent,
    isMapPicture: MapPicture,
    isAnswersAtRisk: AnswersAtRisk,
  },
  ...{ isSetup: Setup, isConnectAnswer: ConnectAnswer, isOauthStart: OauthStart },
  ...{ isWebhookAnswer: WebhookAnswer, isRolloutAnswer: RolloutAnswer },
  ...{ isSyncReport: SyncReport, isReviewPage: ReviewPage, isLetterPage: LetterPage, isDecideAnswer: DecideAnswer },
  ...{ isSyncCommandAnswer: SyncCommandAnswer, isRulePatchAnswer: RulePatchAnswer, isRuleApplyAnswer: RuleApplyAnswer },
  ...{ isBackgroundBoot: BackgroundBoot, isWarningAnswer: WarningAnswer },
  ...{ isTicketFields: TicketFields, isCorrectAnswer: CorrectAnswer },
};
type Name = keyof typeof schemas;

it('lets through unread what the schema asks nothing of', async () => {
  const module = compileSchemas({
    isOne: z.toJSONSchema(z.strictObject({ a: z.string(), b: z.unknown().optional() })),
  });
  const { isOne }: { isOne(json: unknown): boolean } = await import(
    `data:text/javascript,${encodeURIComponent(module)}`
  );
  expect([{ a: 'x' }, { a: 'x', b: [{}] }, { b: 1 }, { a: 'x', c: 1 }].map(isOne)).toEqual([true, true, false, false]);
});

describe('what the browser checks', () => {
  let compiled: Record<Name, (json: unknown) => boolean>;
  beforeAll(async () => {
    const load = (module: string) => import(`data:text/javascript,${encodeURIComponent(module)}`);
    const modules = [
      wireModule(),
      statusWireModule(),
      setupWireModule(),
      syncWireModule(),
      syncedWireModule(),
      backgroundWireModule(),
    ];
    compiled = Object.assign({}, ...(await Promise.all(modules.map(load))));
  });

  const both = (name: Name, json: unknown) => {
    const bySchema = schemas[name].safeParse(json).success;
    expect([compiled[name](json), JSON.stringify(json)]).toEqual([bySchema, JSON.stringify(json)]);
    return bySchema;
  };

  it.each(Object.keys(schemas) as Name[])('%s agrees with its schema on 3000 good and broken samples', (name) => {
    const next = random(20261123);
    const schema = z.toJSONSchema(schemas[name]);
    const counts = { good: 0, bad: 0 };
    for (let i = 0; i < 1500; i++) {
      const good = sample(schema, next);
      for (const json of [good, broken(good, next)]) counts[both(name, json) ? 'good' : 'bad']++;
    }
    expect(counts.good).toBeGreaterThan(1400);
    expect(counts.bad).toBeGreaterThan(1000);
  });

  it.each([
    ['null', null],
    ['an array', []],
    ['a text', 'open'],
    ['nothing', undefined],
    ['an own __proto__', JSON.parse('{"type":"done","timings":[],"__proto__":{}}')],
    [
      'a number beyond all',
      JSON.parse('{"type":"done","timings":[{"read":"a","outcome":"fresh","startMs":1e999,"tookMs":1}]}'),
    ],
    [
      'one candidate where there are two or more',
      {
        type: 'customer',
        customer: {
          state: 'ambiguous',
          requester: { id: '1', name: 'D' },
          candidates: [{ accountId: 'a', name: 'A', evidence: ['email'] }],
        },
      },
    ],
    ['a key every object has', { type: 'done', timings: [], constructor: 1 }],
  ])('refuses %s as the schema does', (_, json) => {
    expect(both('isContextEvent', json)).toBe(false);
  });
});

describe('a number and an address', () => {
  it.each([
    [z.number().min(0).max(100), [0, 100, 99.5], [-0.1, 100.1, '5', Number.NaN]],
    [z.number().min(2), [2, 1e9], [1.9]],
    [z.url(), ['https://a.example/b', ' https://a.example '], ['a.example', '', 5]],
  ])('is held to its bounds', async (schema, good, bad) => {
    const module = compileSchemas({ fits: z.toJSONSchema(schema) });
    const { fits } = await import(`data:text/javascript,${encodeURIComponent(module)}`);
    for (const value of good) expect([fits(value), schema.safeParse(value).success]).toEqual([true, true]);
    for (const value of bad) expect([fits(value), schema.safeParse(value).success]).toEqual([false, false]);
  });
});

describe('compileSchemas', () => {
  const compile = (schema: z.ZodType) => () => compileSchemas({ it: z.toJSONSchema(schema) });

  it.each([
    ['a pattern', z.string().regex(/^a/)],
    ['a length', z.string().min(1)],
    ['a loose object', z.object({ a: z.string() }).loose()],
    ['a record', z.record(z.string(), z.string())],
    ['a bound on a number', z.number().gt(0)],
    ['a date', z.iso.date()],
  ])('refuses %s rather than check less than the schema', (_, schema) => {
    expect(compile(schema)).toThrow();
  });
});
