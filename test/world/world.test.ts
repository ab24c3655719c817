import { readConfig } from '@sidelight/api/config/config.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import express from 'express';
import { expect, it } from 'vitest';
import { call } from './caller.ts';
import { listen } from './listen.ts';
import { systems, vendors } from './systems.ts';
import { vendorSecrets } from './vendor-keys.ts';
import { startWorld } from './world.ts';

it('stops within a second, hanging requests and all', async () => {
  const world = await startWorld({ customers: 5 });
  for (const system of systems) world.faults.set(system, { kind: 'hang' });
  const hanging = vendors.map((vendor) =>
    call(world, vendor, '/x').then(
      () => 'answered',
      () => 'cut',
    ),
  );
  await expect.poll(() => world.calls.counts().total).toBe(vendors.length);
  const started = performance.now();
  await world.stop();
  expect(performance.now() - started).toBeLessThan(1000);
  expect(await Promise.all(hanging)).toEqual(vendors.map(() => 'cut'));
});

it('leaves nothing open when one of its ports is taken', async () => {
  const free = await listen(express(), 0);
  await free.close();
  const blocker = await listen(express(), 0);
  const portOf = ({ url }: { url: string }) => Number(new URL(url).port);
  try {
    const ports = { zendesk: portOf(free), control: portOf(blocker) };
    await expect(startWorld({ customers: 5, ports })).rejects.toHaveProperty('code', 'EADDRINUSE');
    await expect(fetch(free.url)).rejects.toThrow();
  } finally {
    await blocker.close();
  }
});

it('tells the API everything it needs, and only addresses of this machine', async () => {
  const world = await startWorld({ customers: 5 });
  try {
    world.setHelpdeskUrl('http://127.0.0.1:9999');
    const env = world.env();
    expect(env).toMatchObject({ SIDELIGHT_TENANT: 'acme', ZENDESK_ORIGIN: 'http://127.0.0.1:9999' });
    const outside = new URL(env.STRIPE_STATUS_URL!).host;
    expect(env.ALLOW_HOSTS?.split(',')).toEqual([
      ...vendors.map((vendor) => new URL(world.urls[vendor]).host),
      outside,
    ]);
    expect(env.ZENDESK_APP_PUBLIC_KEY).toContain('BEGIN PUBLIC KEY');
    for (const vendor of vendors) {
      expect(env[`${vendor.toUpperCase()}_CONSOLE_URL`]).toBe(`${world.urls[vendor]}/console`);
    }
    expect(Object.values(env).every((value) => value !== '' && !value.includes('undefined'))).toBe(true);
  } finally {
    await world.stop();
  }
});

it('tells a server that nobody has connected where everything is, and no secret of a vendor', async () => {
  const world = await startWorld({ customers: 5, isInstalled: false });
  try {
    expect(() => world.installEnv()).toThrow('setApiUrl');
    world.setApiUrl('http://localhost:4999');
    const env = world.installEnv();
    const config = readConfig(env);
    expect([config.operator, config.learn, config.publicUrl?.href]).toEqual([
      undefined,
      ['acme'],
      'http://localhost:4999/',
    ]);
    expect(config.oauthClient?.id).toBe(world.credentials.zendesk.clientId);
    expect(config.secretKeys?.current).toBeDefined();
    expect(config.vendorUrls(requireTenant('acme')).hubspot?.url?.origin).toBe(world.urls.hubspot);
    expect(Object.keys(env)).not.toContain('JIRA_URL');
    const { zendesk } = world.credentials;
    const text = JSON.stringify(env);
    for (const secret of [zendesk.token, zendesk.webhookSecret, ...vendorSecrets(world)]) {
      expect(text).not.toContain(secret);
    }
    const again = await startWorld({ customers: 5, apiUrl: 'http://localhost:4999' });
    expect(again.installEnv().SECRETS_KEY).toBe(env.SECRETS_KEY);
    await again.stop();
  } finally {
    await world.stop();
  }
});

it('takes as long as it is told to', async () => {
  const world = await startWorld({ customers: 5, latency: { statuspage: 700 } });
  try {
    const started = performance.now();
    await call(world, 'statuspage', '/api/v2/summary.json');
    expect(performance.now() - started).toBeGreaterThanOrEqual(690);
    const again = performance.now();
    await call(world, 'zendesk', '/api/v2/users/me.json');
    expect(performance.now() - again).toBeLessThan(690);
  } finally {
    await world.stop();
  }
});
