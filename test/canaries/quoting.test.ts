import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { adminOf, connectStage } from '../flow/connect-stage.ts';
import { type Product, startProduct } from '../flow/start-product.ts';
import { until } from '../flow/until.ts';
import { keyCredentials, startKeyService } from '../world/key-service.ts';
import { allow } from '../world/oauth/allow.ts';
import { SITES } from '../world/oauth/atlassian-app.ts';
import { HUB_ACCOUNTS } from '../world/oauth/hubspot-app.ts';
import type { Planting } from '../world/planting.ts';
import { type Canaries, createCanaries } from './canary.ts';
import { indexOf } from './canary-index.ts';
import { createExchange } from './exchange.ts';
import { jobs, tables } from './gather.ts';
import { listenToProcess } from './listen.ts';
import { search } from './sinks.ts';

const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const TOKENS = /\/(oauth\/)?tokens?$/;

let canaries: Canaries;
let kms: Awaited<ReturnType<typeof startKeyService>>;
let product: Product;
let heard: ReturnType<typeof listenToProcess>;
let isQuoting = false;
let quotedExchanges = 0;

beforeAll(async () => {
  canaries = createCanaries('quoting');
  heard = listenToProcess();
  kms = await startKeyService([arn]);
  vi.stubEnv('AWS_ENDPOINT_URL_KMS', kms.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', keyCredentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', keyCredentials.secretAccessKey);
  const planting: Planting = {
    bundle: (bundle) => bundle,
    answer: (vendor, req, answer) => quoting(vendor, req, answer),
  };
  product = await startProduct({
    ...{ isNew: true, world: { planting }, env: { SECRETS_KEY: '', SECRETS_KMS_KEY: arn } },
    pace: { quietMs: 200 },
  });
});
afterAll(async () => {
  await product.stop();
  heard.stop();
  vi.unstubAllEnvs();
  await kms.close();
});

/** Who gives tokens says what it was sent, and whose it was. */
const quoting: Planting['answer'] = (vendor, req, answer) => {
  if (!isQuoting || req.method !== 'POST' || !TOKENS.test(req.path)) return answer;
  quotedExchanges++;
  const sent: Record<string, string> = req.body;
  for (const name of ['code', 'client_secret', 'code_verifier', 'refresh_token'])
    if (sent[name] !== undefined) canaries.keep(sent[name], `${vendor} ${name}`);
  const said = `${canaries.make('email', 'failure', vendor)} ${JSON.stringify(sent)}`;
  const names = { error: said, error_description: said, status: said, message: said };
  return {
    status: 400,
    body: names,
    headers: { 'www-authenticate': encodeURIComponent(said), 'x-sent': encodeURIComponent(said) },
  };
};

/** Everywhere that what was quoted could have ended up. */
async function leaks(exchange: ReturnType<typeof createExchange>): Promise<readonly string[]> {
  const sinks = [
    { name: 'the log', texts: product.logLines },
    { name: 'the streams of the process', texts: [heard.said()] },
    { name: 'answers', texts: exchange.answers.flatMap(({ head, body }) => [head, body]) },
    { name: 'figures', texts: [await (await product.operator('/metrics')).text()] },
    { name: 'alerts', texts: product.world.alerts.received().map(({ body }) => JSON.stringify(body)) },
    ...(await tables({ product })),
    ...(await jobs({ product })),
  ];
  return search(indexOf(canaries.all()), sinks).leaks;
}

it('what a key service, vendors’ token endpoints and alert channels quote is in no log, answer, table or job', async () => {
  const exchange = createExchange(product.url);
  const { world } = product;

  // A helpdesk is connected for the first time: its data key is sent to be wrapped.
  kms.fail({ error: 'AccessDeniedException', quotes: true });
  await adminOf(product).catch(() => undefined);
  kms.fail(undefined);
  for (const body of kms.quoted) {
    const { Plaintext = '' }: { Plaintext?: string } = JSON.parse(body);
    if (Plaintext) canaries.keep(Plaintext.replace(/=+$/, ''), 'a data key');
  }
  expect(canaries.all().filter(({ owner }) => owner === 'a data key').length, 'quoted').toBeGreaterThan(0);

  const admin = await adminOf(product);
  const stage = connectStage(product, admin);
  const back = async (location: URL | undefined) =>
    exchange.ask(location!.pathname + location!.search, { by: 'nobody' });
  isQuoting = true;
  await back((await allow(await stage.start('zendesk'))).location);
  for (const [connector, account] of [
    ['hubspot', HUB_ACCOUNTS[0]!.id],
    ['jira', SITES[0]!.id],
  ] as const) {
    const { text, status } = await stage.consent(connector, { accounts: [account] });
    exchange.answers.push({ asked: connector, by: 'us', status, head: '', body: text });
  }
  await stage.call('POST', '/agent-check', undefined, { isOn: true });
  const { url: entry, token } = await world.sign({ role: 'admin', location: 'ticket_sidebar', userId: 7005 });
  const page = await (await fetch(entry, { method: 'POST', body: new URLSearchParams({ token }) })).text();
  const link = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  if (!link) throw new Error(page);
  await back((await allow(link)).location);
  isQuoting = false;
  expect(quotedExchanges, 'the helpdesk, an agent of it, HubSpot and Jira').toBe(4);
  const told = ['error', 'error_description'].map(
    (name) => `${name}=${canaries.make('email', 'caller', 'who sends back')}`,
  );
  await exchange.ask(`/oauth/callback?state=${canaries.make('token', 'caller', 'who sends back')}&${told.join('&')}`, {
    by: 'nobody',
  });

  const { slackPaths, routingKey, hookSecret } = world.credentials.alerts;
  for (const secret of [...slackPaths, routingKey, hookSecret]) canaries.keep(secret, 'an alert channel');
  await stage.call('POST', '/connections/stripe', undefined, {
    inputs: { key: world.credentials.stripe.key },
    save: true,
  });
  world.alerts.setFault({ kind: 'quotes', status: 400 });
  world.faults.set('billing', { kind: '401' });
  await product.post('/v1/context', admin, { ticketId: '1001' });
  await until(() => world.alerts.quoted().length > 0, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await exchange.ask('/v1/status', { by: 'us', token: admin });
  expect(await leaks(exchange)).toEqual([]);
});
