import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import { createInstants } from '@sidelight/shared/instants.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Blueprint } from '../blueprint.ts';
import { frameOf } from '../present/card.ts';

export interface OpenEventDeps {
  readonly blueprint: Blueprint;
  /** The same object for as long as nothing has changed. */
  health(tenant: TenantId, locale: string): readonly SystemHealth[];
  now(): number;
}

/**
 * The first line of a context stream, in two parts: what is new in every request, ASCII only, and
 * what stays the same while the map, the role, the language and the health do.
 */
export interface OpenEvent {
  head(requestId: string, deadlineMs: number): string;
  /** The very same string for as long as nothing has changed. */
  rest(tenant: TenantId, locale: string, role: Role): string;
}

const MAX_FRAMES = 200;

/** Frames and health are written out as JSON once, not for every request. */
export function createOpenEvent(deps: OpenEventDeps): OpenEvent {
  const instants = createInstants();
  const frames = new Map<string, string>();
  const rests = new WeakMap<readonly SystemHealth[], Map<Role, string>>();
  const framesIn = (locale: string, role: Role): string => {
    const key = `${role} ${locale}`;
    const known = frames.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify(deps.blueprint.cards.map((card) => frameOf(card, locale, role)));
    if (frames.size < MAX_FRAMES) frames.set(key, text);
    return text;
  };
  return {
    head(requestId, deadlineMs) {
      const at = instants(deps.now());
      return `{"type":"open","requestId":"${requestId}","at":"${at}","deadlineMs":${deadlineMs},`;
    },
    rest(tenant, locale, role) {
      const health = deps.health(tenant, locale);
      const byRole = rests.get(health) ?? new Map<Role, string>();
      rests.set(health, byRole);
      const known = byRole.get(role);
      if (known !== undefined) return known;
      const text = `"cards":${framesIn(locale, role)},"health":${JSON.stringify(health)}}\n`;
      byRole.set(role, text);
      return text;
    },
  };
}
