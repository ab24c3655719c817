import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { notYetPage } from './not-yet-page.ts';

const ORIGIN = 'https://acme.zendesk.com';

async function fetched(who: Pick<Boot, 'locale' | 'colorScheme'>) {
  const server = createServer(express().get('/', (_req, res) => notYetPage(res, ORIGIN, who))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('the server has no port');
    const response = await fetch(`http://127.0.0.1:${address.port}/`);
    return { status: response.status, headers: response.headers, html: await response.text() };
  } finally {
    server.close();
  }
}

describe('the page before the rollout has reached somebody', () => {
  it.each([
    ['en-GB', 'en', 'group by group; yours comes later. Nothing to do.'],
    ['de-AT', 'de', 'Gruppe für Gruppe eingeführt'],
    ['fr', 'en', 'group by group'],
    ['"><script>', 'en', 'group by group'],
  ])('says it in one sentence to %s', async (locale, language, sentence) => {
    const { status, headers, html } = await fetched({ locale, colorScheme: 'light' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(sentence);
    expect(html).not.toMatch(/<(script|button|a|form)\b/);
  });

  it.each([
    ['light', '#fff'],
    ['dark', '#151a1e'],
  ] as const)('is %s where the helpdesk is', async (colorScheme, background) => {
    const { html } = await fetched({ locale: 'en', colorScheme });
    expect(html).toContain(`color-scheme:${colorScheme}`);
    expect(html).toContain(`background:${background}`);
  });

  it('is framed by the one helpdesk, runs nothing, and may only be styled by itself', async () => {
    const { headers, html } = await fetched({ locale: 'en', colorScheme: 'light' });
    const policy = headers.get('content-security-policy') ?? '';
    const nonce = /style nonce="([\w-]{20,})"/.exec(html)?.[1];
    expect(policy).toBe(
      `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors ${ORIGIN}`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await fetched({ locale: 'en', colorScheme: 'light' })).html).not.toContain(String(nonce));
  });
});
