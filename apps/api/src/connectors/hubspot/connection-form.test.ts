import { expect, it } from 'vitest';
import { hubspotForm } from './connection-form.ts';

const place = { url: new URL('https://api.hubapi.com'), consoleUrl: undefined, environment: 'live' } as const;
const open = (token: string | undefined) => hubspotForm.open(token === undefined ? {} : { token }, place);

it.each([
  ['a service key or an app’s token', 'pat-eu1-1234567890abcdef1234567890abcdef1234'],
  ['a key that begins otherwise', 'CJSP5qf1KhICAQEYs-gDIIGOBii1hQIyGQAf3xBKmlwHjX7OIpuIFEavB2-qYAGQsF4'],
  ['what was copied with the word before it', ' Bearer pat-eu1-1234567890abcdef1234567890abcdef1234\n'],
])('takes %s', (_what, token) => {
  const opened = open(token);
  expect(opened).toMatchObject({
    ...{ ok: true, url: place.url },
    headers: { authorization: `Bearer ${token.trim().replace('Bearer ', '')}` },
  });
});

it.each([
  ['nothing', undefined, /missing/],
  ['blanks', '  ', /missing/],
  ['an API key of old', '12345678-90ab-cdef-1234-567890abcdef', /old API key/],
  ['two things at once', 'pat-eu1-1234567890abcdef1234 pat-eu1-1234567890', /no spaces/],
  ['a mask', 'pat-eu1-••••••••••••••••••••', /no spaces or other signs/],
  ['half a key', 'pat-eu1-1', /too short/],
])('refuses %s in words', (_what, token, why) => {
  expect(open(token)).toMatchObject({
    ok: false,
    inputs: ['token'],
    reason: { code: 'vendor', reason: { en: expect.stringMatching(why) } },
  });
});

it('names the page that HubSpot has today, and no private app to be made', () => {
  const method = hubspotForm.methods(place).find(({ kind }) => kind === 'key');
  expect(JSON.stringify(method)).toContain('Service Keys');
  expect(JSON.stringify(method)).not.toMatch(/Private apps → Create/);
});
