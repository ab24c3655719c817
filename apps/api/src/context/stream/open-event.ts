import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { createInstants } from '@sidelight/shared/instants.ts';
import type { Sight } from '../../privacy/mask.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Blueprint } from '../blueprint.ts';
import { framesFor } from '../present/card.ts';

export interface OpenEventDeps {
  readonly blueprint: Blueprint;
  /** The same object for as long as nothing has changed. */
  health(tenant: TenantId, locale: string): readonly SystemHealth[];
  now(): number;
}

/**
 * The first line of a context stream, in two parts: what is new in every request, ASCII only, and
 * what stays the same while the map, what somebody may see, the language and the health do.
 */
export interface OpenEvent {
  head(requestId: string, deadlineMs: number): string;
  /** The very same string for as long as nothing has changed. */
  rest(tenant: TenantId, locale: string, sight: Sight): string;
}

const MAX_FRAMES = 200;

/** Frames and health are written out as JSON once, not for every request. */
export function createOpenEvent(deps: OpenEventDeps): OpenEvent {
  const instants = createInstants();
  const frames = new Map<string, string>();
  const rests = new WeakMap<readonly SystemHealth[], Map<string, string>>();
  const framesIn = (locale: string, sight: Sight): string => {
    const key = `${nameOf(sight)} ${locale}`;
    const known = frames.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify(framesFor(deps.blueprint.cards, locale, sight));
    if (frames.size < MAX_FRAMES) frames.set(key, text);
    return text;
  };
  return {
    head(requestId, deadlineMs) {
      const at = instants(deps.now());
      return `{"type":"open","requestId":"${requestId}","at":"${at}","deadlineMs":${deadlineMs},`;
    },
    rest(tenant, locale, sight) {
      const health = deps.health(tenant, locale);
      const bySight = rests.get(health) ?? new Map<string, string>();
      rests.set(health, bySight);
      const known = bySight.get(nameOf(sight));
      if (known !== undefined) return known;
      const text = `"cards":${framesIn(locale, sight)},"health":${JSON.stringify(health)}}\n`;
      bySight.set(nameOf(sight), text);
      return text;
    },
  };
}

const nameOf = ({ role, seesAllTickets }: Sight): string => (seesAllTickets ? `${role} of all` : role);
