import { describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../../http/http-client.ts';
import { createAppToken } from './app-token.ts';

const signal = new AbortController().signal;
const given = (n: number): HttpAnswer => ({ status: 200, json: { access_token: `token-${n}`, expires_in: 1800 } });

/** An app whose id and secret are right with `good`. */
function app(good: string, secrets: readonly string[] = [good], refusal: object = { status: 'BAD_CLIENT_SECRET' }) {
  const asked: URLSearchParams[] = [];
  let nowMs = 0;
  const token = createAppToken({
    http: {
      async send({ text }: HttpRequest) {
        const form = new URLSearchParams(text);
        asked.push(form);
        return form.get('client_secret') === good ? given(asked.length) : { status: 400, json: refusal };
      },
    },
    ...{ clientId: 'an-app', secrets: async () => secrets, steadyNow: () => nowMs },
  });
  return { token, asked, pass: (ms: number) => (nowMs += ms) };
}
const bearer = (n: number) => ({ authorization: `Bearer token-${n}` });

describe('the token of an app', () => {
  it('is asked for with its id and secret, for the journal and the records it tells of', async () => {
    const { token, asked } = app('right');
    expect(await token.authorize(signal)).toEqual(bearer(1));
    expect(Object.fromEntries(asked[0]!)).toMatchObject({
      grant_type: 'client_credentials',
      client_id: 'an-app',
      client_secret: 'right',
    });
    expect(asked[0]?.get('scope')?.split(' ')).toEqual(
      expect.arrayContaining(['developer.webhooks_journal.read', 'crm.objects.contacts.read']),
    );
  });

  it('is good for as long as it lives, whoever asks, and then there is another', async () => {
    const { token, asked, pass } = app('right');
    await Promise.all([token.authorize(signal), token.authorize(signal)]);
    pass(1_730_000);
    expect(await token.authorize(signal)).toEqual(bearer(1));
    expect(asked).toHaveLength(1);
    pass(20_000);
    expect(await token.authorize(signal)).toEqual(bearer(2));
  });

  it('is replaced where it is refused, once for all who were refused the same', async () => {
    const { token, asked } = app('right');
    const first = await token.authorize(signal);
    expect(await token.reauthorize(first, signal)).toEqual(bearer(2));
    expect(await token.reauthorize(first, signal)).toEqual(bearer(2));
    expect(asked).toHaveLength(2);
  });

  it('is asked for with the secret before, while the new one is not yet known there', async () => {
    const { token, asked } = app('before', ['new', 'before']);
    expect(await token.authorize(signal)).toEqual(bearer(2));
    expect(asked.map((form) => form.get('client_secret'))).toEqual(['new', 'before']);
  });

  it.each([
    ['credential', { status: 'BAD_CLIENT_ID' }],
    ['credential', { error: 'invalid_client' }],
    ['forbidden', { status: 'INVALID_SCOPES' }],
    ['forbidden', { error: 'invalid_scope' }],
  ])('is refused with a reason: %s', async (reason, refusal) => {
    const { token } = app('right', ['wrong'], refusal);
    await expect(token.authorize(signal)).rejects.toMatchObject({ reason, isRefusal: true });
  });

  it('cannot be asked for without a secret', async () => {
    await expect(app('right', []).token.authorize(signal)).rejects.toMatchObject({ reason: 'not_configured' });
  });
});
