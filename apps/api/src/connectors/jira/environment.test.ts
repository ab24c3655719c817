import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../config/config.ts';

const appKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
const whole = { LEARN_TENANTS: 'any', ZENDESK_APP_PUBLIC_KEY: String(appKey) };

it.each([
  ['http://acme.atlassian.net'],
  ['https://acme.atlassian.net/browse/APP-1'],
  ['https://acme.atlassian.net?from=mail'],
  ['https://api.atlassian.com/ex/jira/7f1c2a9e'],
])('refuses JIRA_URL=%s by name, without repeating a value', (value) => {
  expect(() => readConfig({ ...whole, JIRA_URL: value })).toThrow(ConfigError);
  expect(() => readConfig({ ...whole, JIRA_URL: value })).toThrow('JIRA_URL');
  expect(() => readConfig({ ...whole, JIRA_URL: value })).not.toThrow(value);
});

it('keeps the path of the gateway, and sends people to the site', () => {
  const gateway = 'https://api.atlassian.com/ex/jira/7f1c2a9e';
  const own = { JIRA_EMAIL: 'a@acme.example', JIRA_TOKEN: 'x', JIRA_CONSOLE_URL: 'https://acme.atlassian.net' };
  const helpdesk = { SIDELIGHT_TENANT: 'acme', ZENDESK_INSTALLATION_ID: '1', ZENDESK_TOKEN: 'zd-token' };
  const config = readConfig({ ...whole, ...helpdesk, ...own, JIRA_URL: gateway });
  expect(config.operator?.vendors.jira).toMatchObject({ consoleUrl: 'https://acme.atlassian.net' });
  expect(config.operator?.vendors.jira?.url.href).toBe(gateway);
});
