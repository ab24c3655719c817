import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createOauthState } from '../setup/oauth-state.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createContinuedEntries } from './continued-entry.ts';
import { createFoundProof } from './found-proof.ts';
import { createSessions } from './session.ts';
import type { SigningKeys } from './signed-token.ts';

const tenant = requireTenant('acme');
const now = () => 1_000_000;
const [before, after] = [randomBytes(32), randomBytes(32)];
const who = { tenant, userId: '7' };

/** What is signed by one server, and believed by another. */
const ways: readonly (readonly [name: string, isBelieved: (signs: SigningKeys, reads: SigningKeys) => boolean])[] = [
  [
    'sessions',
    (signs, reads) => {
      const own = { ...who, role: 'agent', locale: 'en', location: 'ticket_sidebar' } as const;
      const { token } = createSessions(signs, { now }).issue(own);
      return createSessions(reads, { now }).check(`Bearer ${token}`).ok;
    },
  ],
  [
    'entries that go on',
    (signs, reads) => {
      const deps = { now, takeOnce: async () => true };
      const text = createContinuedEntries(signs, deps).issue({ ...who, installationId: '1' }, 'nav_bar');
      return createContinuedEntries(reads, deps).open(text, 'nav_bar') !== undefined;
    },
  ],
  [
    'accounts that were found',
    (signs, reads) => {
      const of = { requesterId: '1', accountId: '2' };
      const found = createFoundProof(signs, now).of(who, of);
      return createFoundProof(reads, now).holds(who, { ...of, found });
    },
  ],
  [
    'consents, with what their code is exchanged by',
    (signs, reads) => {
      const issued = createOauthState(signs, now).issue({ ...who, left: [] });
      return createOauthState(reads, now).open(issued.state)?.challenge === issued.challenge;
    },
  ],
];

it('a session is signed anew at once by the key that takes over', () => {
  const own = { ...who, role: 'agent', locale: 'en', location: 'ticket_sidebar' } as const;
  const { token } = createSessions([before], { now }).issue(own);
  const both = createSessions([after, before], { now });
  const found = both.check(`Bearer ${token}`);
  const renewed = found.ok ? both.renew(found.session) : undefined;
  expect(renewed?.session).toMatchObject({ userId: '7', openedAtMs: now() });
  const alone = createSessions([after], { now }).check(`Bearer ${renewed?.token}`);
  expect(alone).toMatchObject({ ok: true });
  expect(alone.ok && both.renew(alone.session), 'and not again').toBeUndefined();
});

it.each(ways)('%s outlive the change of the key, and end with the old one', (_, isBelieved) => {
  // One after the other: told of the next one, signing with it, without the one before.
  expect(isBelieved([before], [before, after])).toBe(true);
  expect(isBelieved([after, before], [before, after])).toBe(true);
  expect(isBelieved([before, after], [after, before])).toBe(true);
  expect(isBelieved([after, before], [after])).toBe(true);
  expect(isBelieved([before], [after])).toBe(false);
});
