import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Blueprint } from './blueprint.ts';
import { frameOf } from './card.ts';

export interface OpeningDeps {
  readonly blueprint: Blueprint;
  /** The same object for as long as nothing has changed. */
  health(tenant: TenantId, locale: string): readonly SystemHealth[];
  now(): number;
}

/** The first line of a context stream. */
export type Opening = (tenant: TenantId, locale: string, requestId: string, deadlineMs: number) => string;

const MOST_LOCALES = 100;

/** The frames of a language never change while a map is loaded, so they are written as JSON once. */
export function createOpening(deps: OpeningDeps): Opening {
  const frames = new Map<string, string>();
  const framesIn = (locale: string): string => {
    const known = frames.get(locale);
    if (known !== undefined) return known;
    const text = JSON.stringify(deps.blueprint.cards.map((card) => frameOf(card, locale)));
    if (frames.size < MOST_LOCALES) frames.set(locale, text);
    return text;
  };
  const written = new WeakMap<readonly SystemHealth[], string>();
  const healthAs = (health: readonly SystemHealth[]): string => {
    const text = written.get(health) ?? JSON.stringify(health);
    written.set(health, text);
    return text;
  };
  return (tenant, locale, requestId, deadlineMs) => {
    const rest = {
      type: 'open',
      requestId,
      at: new Date(deps.now()).toISOString(),
      deadlineMs,
    } satisfies Omit<Extract<ContextEvent, { type: 'open' }>, 'cards' | 'health'>;
    const health = healthAs(deps.health(tenant, locale));
    return `${JSON.stringify(rest).slice(0, -1)},"cards":${framesIn(locale)},"health":${health}}\n`;
  };
}
