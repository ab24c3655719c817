import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { ConfigError, readConfig } from './config.ts';

const pemOf = (bits: number): string =>
  generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const appKey = pemOf(2048);

const whole = {
  SIDELIGHT_TENANT: 'acme',
  ZENDESK_INSTALLATION_ID: '1',
  ZENDESK_APP_PUBLIC_KEY: appKey.trim().replaceAll('\n', '\\n'),
  ZENDESK_TOKEN: 'zd-token',
  STRIPE_KEY: 'rk_live_secret',
};
const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
    return '';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

describe('configuration', () => {
  it('names every missing variable at once', () => {
    const message = refusal({});
    for (const name of ['SIDELIGHT_TENANT', 'LEARN_TENANTS', 'ZENDESK_APP_PUBLIC_KEY']) expect(message).toContain(name);
    const half = refusal({ SIDELIGHT_TENANT: 'acme' });
    for (const name of ['ZENDESK_INSTALLATION_ID', 'ZENDESK_APP_PUBLIC_KEY', 'ZENDESK_TOKEN'])
      expect(half).toContain(name);
  });

  it('names what is missing beside what is wrong, so that nobody corrects the one and is stopped by the other', () => {
    const message = refusal({ PORT: 'x' });
    for (const name of ['PORT is not a port', 'SIDELIGHT_TENANT is missing', 'ZENDESK_APP_PUBLIC_KEY'])
      expect(message).toContain(name);
    expect(refusal({ SIDELIGHT_TENANT: 'acme', DRAIN_MS: 'x' })).toContain('ZENDESK_INSTALLATION_ID is missing');
  });

  it('needs no helpdesk of its own where helpdesks may connect themselves', () => {
    const { ZENDESK_APP_PUBLIC_KEY } = whole;
    const config = readConfig({ ZENDESK_APP_PUBLIC_KEY, LEARN_TENANTS: 'acme, other' });
    expect(config.learn).toEqual(['acme', 'other']);
    expect(config.operator).toBeUndefined();
    expect(readConfig({ ZENDESK_APP_PUBLIC_KEY, LEARN_TENANTS: 'any' }).learn).toBe('any');
    expect(refusal({ ZENDESK_APP_PUBLIC_KEY, LEARN_TENANTS: 'acme.zendesk.com' })).toContain('LEARN_TENANTS');
  });

  it('takes an app at a vendor with its id and its secret, or names the one that is missing', () => {
    const [id, key] = [{ HUBSPOT_CLIENT_ID: 'our-app' }, { HUBSPOT_CLIENT_SECRET: 'its-secret' }];
    expect(readConfig({ ...whole, ...id, ...key }).vendorClients.hubspot?.id).toBe('our-app');
    expect(readConfig(whole).vendorClients.hubspot).toBeUndefined();
    expect(refusal({ ...whole, ...id })).toContain('HUBSPOT_CLIENT_SECRET is missing. HUBSPOT_CLIENT_ID needs it.');
    expect(refusal({ ...whole, ...key })).toContain('HUBSPOT_CLIENT_ID is missing. HUBSPOT_CLIENT_SECRET needs it.');
    expect(refusal({ ...whole, JIRA_OAUTH_URL: 'http://10.0.0.1' })).toContain('JIRA_OAUTH_URL is not a host');
  });

  it('believes what the session key before, or the next one, has signed, however it came about', () => {
    const [one, two] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const [old] = [readConfig({ ...whole, SECRETS_KEY: one }).sessionSecret];
    const both = readConfig({ ...whole, SECRETS_KEY: two, SECRETS_KEY_PREVIOUS: one });
    expect(both.sessionSecret).not.toEqual(old);
    expect(both.otherSessionSecrets).toEqual([old]);
    const written = readConfig({ ...whole, SESSION_SECRET: two, SESSION_SECRET_PREVIOUS: one });
    expect(written.otherSessionSecrets).toEqual([Buffer.from(one, 'base64')]);
    expect(readConfig(whole).otherSessionSecrets).toEqual([]);
    expect(refusal({ ...whole, SESSION_SECRET: one, SESSION_SECRET_PREVIOUS: one })).toContain('is the same as');
    expect(refusal({ ...whole, SESSION_SECRET_PREVIOUS: 'AAAA' })).toContain('SESSION_SECRET_PREVIOUS is shorter');
  });

  it('takes two keys of the app while one replaces the other', () => {
    const pem = whole.ZENDESK_APP_PUBLIC_KEY;
    expect(readConfig({ ...whole, ZENDESK_APP_PUBLIC_KEY: `${pem}\\n${pem}` }).appKeys).toHaveLength(2);
  });

  it.each([
    ['PORT', 'many'],
    ['SIDELIGHT_TENANT', 'https://acme.zendesk.com'],
    ['HUBSPOT_URL', 'http://169.254.169.254'],
    ['STRIPE_URL', 'https://api.stripe.com.evil.example'],
    ['ZENDESK_URL', 'https://user:pass@acme.zendesk.com'],
    ['PUBLIC_URL', 'https://tools.acme.example/sidelight'],
    ['ZENDESK_URL', 'https://{tenant}.zendesk.com/agent'],
    ['SESSION_SECRET', 'c2hvcnQ='],
    ['ZENDESK_APP_PUBLIC_KEY', 'not a key'],
  ])('refuses %s=%s by name, without repeating a value', (name, value) => {
    const message = refusal({ ...whole, [name]: value });
    expect(message).toContain(name);
    expect(message).not.toContain(value);
    expect(message).not.toContain('rk_live');
  });

  it.each([
    ['PORT', 'abc', 'PORT is not a port number. Write a whole number from 0 to 65535.'],
    ['PORT', '70000', 'PORT is not a port number. Write a whole number from 0 to 65535.'],
    ['PORT', '0x10', 'PORT is not a port number.'],
    ['PORT', ' ', 'PORT is not a port number.'],
    ['DRAIN_MS', 'soon', 'DRAIN_MS is not a number of milliseconds. Write a whole number from 0 to 120000.'],
    ['TRUSTED_PROXIES', '10.0.0.0/40', 'TRUSTED_PROXIES holds something that is not an address or a net.'],
    ['RATE_LIMIT_PERCENT', '0', 'RATE_LIMIT_PERCENT is not a percentage. Write a whole number from 1'],
    ['MAX_CONNECTIONS', '9', 'MAX_CONNECTIONS is not a number of connections. Write a whole number from 100'],
    ['METRICS_TOKEN', 'short', 'METRICS_TOKEN is too short. Make one with: openssl rand -base64 32'],
    ['MAP_WRITABLE', 'true', 'MAP_WRITABLE has a value nobody knows. Write yes or no.'],
    ['ZAF_SDK', 'local', 'ZAF_SDK has a value nobody knows. Write cdn or bundled.'],
    ['PUBLIC_URL', 'example.com', 'PUBLIC_URL is not an address. Write all of it, with https:// in front.'],
    ['PUBLIC_URL', 'https://x.example/y', 'PUBLIC_URL goes on behind the host. Write the address without a path.'],
    ['STRIPE_URL', 'api.stripe.com', 'STRIPE_URL is not an address.'],
    ['POSTHOG_STATUS_URL', 'https://x.example/?a=1', 'POSTHOG_STATUS_URL holds a ? or a #.'],
    ['ZENDESK_ORIGIN', 'acme', 'ZENDESK_ORIGIN is not an address.'],
    [
      'DATABASE_URL',
      'localhost:5432/sidelight',
      'DATABASE_URL is not the address of a PostgreSQL database. Write postgres',
    ],
    ['DATABASE_URL', 'mysql://db.example/x', 'DATABASE_URL is not the address of a PostgreSQL database.'],
    ['DATABASE_URL', 'postgres://u:a/b@db.example/x', 'DATABASE_URL cannot be read as an address. In a password write'],
    ['LEARN_TENANTS', 'acme, acme.zendesk.com', 'Entry 2 of LEARN_TENANTS is not the subdomain of a helpdesk.'],
    ['ALLOW_HOSTS', 'http://x:1', 'ALLOW_HOSTS holds something that is not a host. Write host:port'],
    ['ALERT_CHANNELS', '[', 'ALERT_CHANNELS is not JSON. Write a list of channels.'],
    ['ALERT_CHANNELS', '{}', 'ALERT_CHANNELS is not a list.'],
    ['SESSION_SECRET', 'c2hvcnQ=', 'SESSION_SECRET is shorter than 32 bytes in base64.'],
    ['ZENDESK_INSTALLATION_ID', 'one', 'ZENDESK_INSTALLATION_ID is not a number. Write the number of the app'],
  ])('says in a sentence what is wrong with %s=%j', (name, value, sentence) => {
    expect(refusal({ ...whole, [name]: value })).toContain(`\n  ${sentence}`);
  });

  it('says everything at once, of every entry of a list too', () => {
    const channels = [
      { kind: 'slack', name: 'a', url: 'hooks.slack.com/x' },
      { kind: 'pager', name: 'b' },
      { kind: 'webhook', name: 'c', url: 'https://x.example/', secret: 'short' },
    ];
    const message = refusal({ ...whole, PORT: 'x', PUBLIC_URL: 'y', ALERT_CHANNELS: JSON.stringify(channels) });
    expect(message.split('\n')).toEqual([
      'The environment variables are not in order:',
      '  PORT is not a port number. Write a whole number from 0 to 65535.',
      '  ALERT_CHANNELS is wrong in entry 1: url is not an address. Write all of it, with https:// in front.',
      '  ALERT_CHANNELS is wrong in entry 2: kind is none of slack, pagerduty and webhook.',
      '  ALERT_CHANNELS is wrong in entry 3: secret is shorter than 22 characters.',
      '  PUBLIC_URL is not an address. Write all of it, with https:// in front.',
    ]);
  });

  it('takes any way of writing where PostgreSQL is', () => {
    for (const url of [
      'postgres://a:b%40c@db.example:5432/x',
      'postgresql://db.example/x?sslmode=require',
      '/run/pg x',
    ])
      expect(readConfig({ ...whole, DATABASE_URL: url }).database).toEqual({ url });
  });

  it('takes an empty variable as not set, and a vendor without credentials as not connected', () => {
    const config = readConfig({ ...whole, HUBSPOT_TOKEN: '', DATABASE_URL: '' });
    expect(config.operator?.vendors.hubspot).toBeUndefined();
    expect(config.operator?.vendors.stripe?.headers).toEqual({ authorization: 'Bearer rk_live_secret' });
    expect(config.database).toEqual({ dataDir: '.sidelight' });
    expect(config.helpdesk.originOf(requireTenant('other'))).toBe('https://other.zendesk.com');
  });

  it('lets a connector call another host only where the operator has named it', () => {
    const own = { ...whole, POSTHOG_URL: 'http://posthog.internal:8000' };
    expect(refusal(own)).toContain('POSTHOG_URL');
    expect(refusal({ ...own, ALLOW_HOSTS: 'posthog.internal:8000' })).toBe('');
  });

  it('lets the connections of one helpdesk alone call a host that is named for it', () => {
    const config = readConfig({ ...whole, ALLOW_HOSTS: 'status.example:8080, acme=posthog.internal:8000' });
    expect(config.allowHosts(requireTenant('acme'))).toEqual(['status.example:8080', 'posthog.internal:8000']);
    expect(config.allowHosts(requireTenant('other'))).toEqual(['status.example:8080']);
    const own = { ...whole, POSTHOG_URL: 'http://posthog.internal:8000' };
    expect(refusal({ ...own, ALLOW_HOSTS: 'acme=posthog.internal:8000' })).toBe('');
    expect(refusal({ ...own, ALLOW_HOSTS: 'other=posthog.internal:8000' })).toContain('POSTHOG_URL');
    for (const bad of ['acme=', 'AC ME=x:1', 'a=b=c:1', 'http://x:1', 'acme=x/y', 'user@x:1'])
      expect(refusal({ ...whole, ALLOW_HOSTS: bad })).toContain('ALLOW_HOSTS');
  });

  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  it.each([
    ['an RSA key that can be factored', pemOf(1024)],
    ['a strong one beside a weak one', appKey + pemOf(1024)],
    ['a key of a curve', curve.export({ type: 'spki', format: 'pem' }).toString()],
    ['something in its form that is no key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'],
  ])('refuses %s as the key of the app', async (_, pem) => {
    expect(refusal({ ...whole, ZENDESK_APP_PUBLIC_KEY: pem })).toContain(
      'ZENDESK_APP_PUBLIC_KEY is not an RSA key of 2048',
    );
    const folder = await mkdtemp(join(tmpdir(), 'sidelight-'));
    await writeFile(join(folder, 'key'), pem);
    const { ZENDESK_APP_PUBLIC_KEY: _none, ...rest } = whole;
    expect(refusal({ ...rest, ZENDESK_APP_PUBLIC_KEY_FILE: join(folder, 'key') })).toContain('_FILE is not an RSA key');
    await rm(folder, { recursive: true });
  });

  it.each([
    ['too short', 'x'.repeat(31)],
    ['everybody’s', Buffer.from('this_secret_is_for_testing_only').toString('base64')],
  ])('refuses a webhook secret that is %s, and does not repeat it', (_, value) => {
    const message = refusal({ ...whole, ZENDESK_WEBHOOK_SECRET: value });
    expect(message).toContain('ZENDESK_WEBHOOK_SECRET');
    expect(message).not.toContain(value);
  });

  describe('the key that wraps stored secrets', () => {
    const [key, old] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

    it('may be kept by AWS KMS, with the one before it here or there', () => {
      const session = { ...whole, SESSION_SECRET: key };
      const moved = readConfig({ ...session, SECRETS_KMS_KEY: arn, SECRETS_KEY_PREVIOUS: old }).secretKeys;
      const back = readConfig({ ...session, SECRETS_KEY: old, SECRETS_KMS_KEY_PREVIOUS: arn }).secretKeys;
      expect(moved?.current.id).toMatch(/^kms-[0-9a-f]{16}$/);
      expect([moved?.current.id, moved?.previous?.id]).toEqual([back?.previous?.id, back?.current.id]);
    });

    it('is taken from the environment or from a file, and shown by nothing', async () => {
      expect(readConfig(whole).secretKeys).toBeUndefined();
      const folder = await mkdtemp(join(tmpdir(), 'sidelight-'));
      const file = join(folder, 'key');
      await writeFile(file, `${key}\n`);
      const inline = readConfig({ ...whole, SECRETS_KEY: key, SECRETS_KEY_PREVIOUS: old });
      const filed = readConfig({ ...whole, SECRETS_KEY_FILE: file });
      await rm(folder, { recursive: true });
      expect(filed.secretKeys?.current.id).toBe(inline.secretKeys?.current.id);
      expect(filed.secretKeys?.previous).toBeUndefined();
      expect(inline.secretKeys?.previous?.id).not.toBe(inline.secretKeys?.current.id);
      const shown = inspect(inline, { depth: 9, showHidden: true }) + JSON.stringify(inline);
      for (const secret of [key, old]) expect(shown).not.toContain(secret);
    });

    it.each([
      ['SECRETS_KEY and SECRETS_KEY_FILE are both set', { SECRETS_KEY: key, SECRETS_KEY_FILE: '/there/is/none' }],
      [
        'SECRETS_KEY_PREVIOUS and SECRETS_KEY_PREVIOUS_FILE',
        { SECRETS_KEY_PREVIOUS: old, SECRETS_KEY_PREVIOUS_FILE: 'x' },
      ],
      ['SECRETS_KEY_FILE names a file that cannot be read', { SECRETS_KEY_FILE: '/there/is/none' }],
      ['SECRETS_KEY is not a key of 32 bytes', { SECRETS_KEY: key.slice(1) }],
      ['SECRETS_KEY_PREVIOUS is not a key of 32 bytes', { SECRETS_KEY: key, SECRETS_KEY_PREVIOUS: 'short' }],
      ['SECRETS_KEY_PREVIOUS is the same key', { SECRETS_KEY: key, SECRETS_KEY_PREVIOUS: key }],
      ['SECRETS_KEY is missing', { SECRETS_KEY_PREVIOUS: old }],
      ['SECRETS_KMS_KEY is not the ARN of a key', { SECRETS_KMS_KEY: arn.replace(':key/', ':alias/') }],
      ['SECRETS_KEY and SECRETS_KMS_KEY are both set', { SECRETS_KEY: key, SECRETS_KMS_KEY: arn }],
      ['SECRETS_KMS_KEY_PREVIOUS is the same key', { SECRETS_KMS_KEY: arn, SECRETS_KMS_KEY_PREVIOUS: arn }],
      ['SESSION_SECRET is missing', { SECRETS_KMS_KEY: arn, SESSION_SECRET: '' }],
    ])('%s', (fault, env) => {
      const message = refusal({ ...whole, ...env });
      expect(message).toContain(fault);
      for (const value of Object.values(env)) if (value.length > 3) expect(message).not.toContain(value);
    });
  });
});
