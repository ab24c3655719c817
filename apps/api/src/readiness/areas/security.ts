import type { Evidence } from '@sidelight/shared/setup/readiness.ts';
import { DAYS, evidence, firstOf, isWithin, naming } from '../evidence.ts';
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
    claim: { code: 'keys_encrypted' },
    isMet,
    found: { code: isMet ? 'all_encrypted' : 'in_environment' },
    at: new Date(nowMs).toISOString(),
    link: connections,
  });
}

function readable({ secrets, nowMs }: ReadinessFacts): Evidence {
  const lost = secrets.kind === 'store' ? secrets.undecipherable : [];
  return evidence({
    claim: { code: 'keys_readable' },
    isMet: lost.length === 0,
    found:
      lost.length > 0
        ? naming('undecipherable', lost)
        : { code: secrets.kind === 'store' ? 'all_readable' : 'none_encrypted' },
    at: new Date(nowMs).toISOString(),
    link: connections,
  });
}

function lasting({ secrets, nowMs }: ReadinessFacts): Evidence {
  const ending = secrets.kind === 'store' ? secrets.expiring : [];
  const isKnown = secrets.kind === 'store';
  return evidence({
    claim: { code: 'keys_lasting', days: 7 },
    isMet: isKnown && ending.length === 0,
    found: !isKnown
      ? { code: 'end_unknown' }
      : ending.length === 0
        ? { code: 'none_ends' }
        : {
            code: 'ending',
            names: firstOf(ending.map(({ name }) => name)),
            firstEndsAtMs: Math.min(...ending.map(({ at }) => Date.parse(at))),
          },
    at: new Date(nowMs).toISOString(),
    link: connections,
  });
}

function encrypted({ publicUrl, nowMs }: ReadinessFacts): Evidence {
  const isMet = publicUrl?.startsWith('https://') ?? false;
  return evidence({
    claim: { code: 'https' },
    isMet,
    found: { code: publicUrl === undefined ? 'address_unknown' : isMet ? 'only_https' : 'no_https' },
    at: new Date(nowMs).toISOString(),
    link: { kind: 'section', section: 'webhook' },
  });
}

function signed({ webhookAt, nowMs }: ReadinessFacts): Evidence {
  return evidence({
    claim: { code: 'webhook_signed', days: WEBHOOK_WITHIN_DAYS },
    isMet: isWithin(webhookAt, DAYS(WEBHOOK_WITHIN_DAYS), nowMs),
    found: { code: webhookAt === undefined ? 'never_delivered' : 'delivery_accepted' },
    at: webhookAt,
    link: { kind: 'section', section: 'webhook' },
  });
}
