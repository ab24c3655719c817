import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createSessions } from './session.ts';
import { createSignedText } from './signed-token.ts';

const who = {
  tenant: requireTenant('acme'),
  userId: '7',
  role: 'agent',
  locale: 'de',
  location: 'ticket_sidebar',
} as const;
const MINUTE = 60_000;

function open() {
  const clock = { ms: 1_000_000 };
  const sessions = createSessions(randomBytes(32), { now: () => clock.ms });
  return { clock, sessions };
}

describe('sessions', () => {
  it('know who they were issued to, on any replica with the same secret', () => {
    const secret = randomBytes(32);
    const [one, other] = [createSessions(secret, { now: () => 0 }), createSessions(secret, { now: () => 0 })];
    const { token } = one.issue(who);
    expect(other.check(`Bearer ${token}`)).toMatchObject({ ok: true, session: who });
  });

  it('of a release that says more are taken, and of one that says less refused', () => {
    const secret = randomBytes(32);
    const sessions = createSessions(secret, { now: () => 0 });
    const { write } = createSignedText((payload) => createHmac('sha256', secret).update(payload).digest(), 2048);
    const payload = { t: 'acme', u: '7', r: 'agent', l: 'de', w: 'ticket_sidebar', o: 0, e: 1000 };
    const check = (said: object) => sessions.check(`Bearer ${write(said)}`);
    expect(check({ ...payload, later: true })).toMatchObject({ ok: true, session: who });
    expect(check({ t: 'acme' })).toEqual({ ok: false, code: 'not_signed_in' });
  });

  it('end after a quarter of an hour, and say so', () => {
    const { clock, sessions } = open();
    const { token } = sessions.issue(who);
    clock.ms += 15 * MINUTE - 1;
    expect(sessions.check(`Bearer ${token}`).ok).toBe(true);
    clock.ms += 1;
    expect(sessions.check(`Bearer ${token}`)).toEqual({ ok: false, code: 'session_expired' });
  });

  it('ends one that was issued before the clock was set back, which would live for longer', () => {
    const { clock, sessions } = open();
    const { token } = sessions.issue(who);
    clock.ms -= 4000;
    expect(sessions.check(`Bearer ${token}`)).toMatchObject({ ok: true });
    clock.ms -= 60 * MINUTE;
    expect(sessions.check(`Bearer ${token}`)).toEqual({ ok: false, code: 'session_expired' });
  });

  it('slide while they are used, but not past twelve hours', () => {
    const { clock, sessions } = open();
    let { session } = sessions.issue(who);
    expect(sessions.renew(session)).toBeUndefined();
    let renewals = 0;
    for (; renewals < 200; renewals++) {
      clock.ms += 8 * MINUTE;
      const renewed = sessions.renew(session);
      if (!renewed) break;
      session = renewed.session;
    }
    expect(session.expiresAtMs).toBe(session.openedAtMs + 12 * 60 * MINUTE);
  });

  it.each([
    ['nothing', undefined],
    ['another scheme', 'Basic abc'],
    ['a token without a signature', 'Bearer abc'],
    ['a token with three parts', 'Bearer a.b.c'],
  ])('refuse %s', (_, header) => {
    expect(open().sessions.check(header)).toEqual({ ok: false, code: 'not_signed_in' });
  });

  it('refuse a changed role, and another secret’s signature', () => {
    const { sessions } = open();
    const { token } = sessions.issue(who);
    const [payload, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, r: 'admin' })).toString('base64url');
    expect(sessions.check(`Bearer ${forged}.${signature}`).ok).toBe(false);
    expect(open().sessions.check(`Bearer ${token}`).ok).toBe(false);
  });

  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  it.each<[string, (payload: string, signature: string) => string]>([
    ['padding after the signature', (p, s) => `${p}.${s}=`],
    ['padding after the payload', (p, s) => `${p}=.${s}`],
    ['stray bits at the end', (p, s) => `${p}.${s.slice(0, -1)}${alphabet[alphabet.indexOf(s.at(-1)!) ^ 1]}`],
    ['the other alphabet', (p, s) => `${p}.${s.replaceAll('-', '+').replaceAll('_', '/')}`],
    ['blanks in the signature', (p, s) => `${p}.${s.slice(0, 5)} ${s.slice(5)}`],
    [
      'the same claims in other JSON',
      (p, s) => `${Buffer.from(` ${Buffer.from(p, 'base64url')}`).toString('base64url')}.${s}`,
    ],
    ['a third part', (p, s) => `${p}.${s}.`],
    ['a line end', (p, s) => `${p}.${s}\n`],
  ])('have one spelling each, and not one with %s', (_, respell) => {
    const { sessions } = open();
    const issued = Array.from({ length: 40 }, (_, i) => sessions.issue({ ...who, userId: String(i) }).token);
    for (const token of issued) {
      const other = respell(...(token.split('.') as [string, string]));
      expect(sessions.check(`Bearer ${other}`).ok).toBe(other === token);
    }
  });
});
