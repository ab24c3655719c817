import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { DAYS, evidence, isWithin, list } from '../evidence.ts';
import type { ReadinessFacts } from '../facts.ts';

const connections = { kind: 'section', section: 'connections' } as const;
const WEBHOOK_WITHIN_DAYS = 30;

/** Are secrets kept, and callers known? Pure. */
export function security(facts: ReadinessFacts): Evidence[] {
  return [stored(facts), readable(facts), lasting(facts), encrypted(facts), signed(facts)];
}

function stored({ secrets, nowMs }: ReadinessFacts): Evidence {
  const isMet = secrets.kind === 'store';
  return evidence({
    id: 'secrets_stored',
    claim: 'Credentials are kept encrypted, each under its tenant’s own key',
    isMet,
    found: isMet ? 'all of them' : 'they stand in the server’s environment',
    by: 'the secret store',
    at: new Date(nowMs).toISOString(),
    mend: 'Connect the systems on the setup page instead of the environment',
    link: connections,
  });
}

function readable({ secrets, nowMs }: ReadinessFacts): Evidence {
  const lost = secrets.kind === 'store' ? secrets.undecipherable : [];
  return evidence({
    id: 'secrets_readable',
    claim: 'Every credential can be decrypted',
    isMet: lost.length === 0,
    found: lost.length === 0 ? (secrets.kind === 'store' ? 'all of them' : 'none is encrypted') : `not: ${list(lost)}`,
    by: 'the secret store',
    at: new Date(nowMs).toISOString(),
    mend: 'Give the credential again, or start the server with the key it was encrypted under',
    link: connections,
  });
}

function lasting({ secrets, nowMs }: ReadinessFacts): Evidence {
  const ending =
    secrets.kind === 'store' ? secrets.expiring.map(({ name, at }) => `${name} on ${at.slice(0, 10)}`) : [];
  const isKnown = secrets.kind === 'store';
  return evidence({
    id: 'secrets_lasting',
    claim: 'No credential ends within 7 days',
    isMet: isKnown && ending.length === 0,
    found: !isKnown
      ? 'nobody knows when a credential from the environment ends'
      : ending.length === 0
        ? 'none'
        : list(ending),
    by: 'the secret store',
    at: new Date(nowMs).toISOString(),
    mend: 'Give a new credential on the setup page',
    link: connections,
  });
}

function encrypted({ publicUrl, nowMs }: ReadinessFacts): Evidence {
  const isMet = publicUrl?.startsWith('https://') ?? false;
  return evidence({
    id: 'https',
    claim: 'The helpdesk reaches us by https alone',
    isMet,
    found: publicUrl === undefined ? 'our own address is not known' : isMet ? 'https' : 'an address without encryption',
    by: 'the configuration',
    at: new Date(nowMs).toISOString(),
    mend: 'Put a reverse proxy with a certificate in front, and configure its https address',
    link: { kind: 'section', section: 'webhook' },
  });
}

function signed({ webhookAt, nowMs }: ReadinessFacts): Evidence {
  return evidence({
    id: 'webhook_signed',
    claim: `A webhook with the right signature arrived in the last ${WEBHOOK_WITHIN_DAYS} days`,
    isMet: isWithin(webhookAt, DAYS(WEBHOOK_WITHIN_DAYS), nowMs),
    found: webhookAt === undefined ? 'none ever did' : 'the last one was accepted',
    by: 'a real delivery',
    at: webhookAt,
    mend: 'Register the webhook, and have the helpdesk send its test',
    link: { kind: 'section', section: 'webhook' },
  });
}
