import type { Request } from 'express';
import type { Answer } from './answer.ts';
import { refusal } from './zendesk-errors.ts';

/** What the helpdesk allows one account. https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
export interface ZendeskLimits {
  readonly perMinute: number;
  /** Of writes of one user each, however many users. */
  readonly userWritesPerSecond: number;
  readonly writesPerUserMinute: number;
  readonly writesPerOrganizationMinute: number;
  /** All incremental exports together. */
  readonly incrementalPerMinute: number;
  readonly searchExportPerMinute: number;
}

export const professional: ZendeskLimits = {
  ...{ perMinute: 400, userWritesPerSecond: 1, writesPerUserMinute: 5, writesPerOrganizationMinute: 5 },
  ...{ incrementalPerMinute: 10, searchExportPerMinute: 100 },
};

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const SHOWN_WITHOUT_LIMITS = 700;

interface Window {
  readonly name: string;
  readonly most: number;
  readonly lengthMs: number;
}

export interface AccountLimits {
  /** Counts this request; how it is refused, where a window is full. */
  meet(req: Request): Answer | undefined;
  /** How the account's minute stands. */
  headers(): Readonly<Record<string, string>>;
}

export function createAccountLimits(limits: ZendeskLimits | undefined, now: () => number): AccountLimits {
  const asked = new Map<string, number[]>();
  const inside = ({ name, lengthMs }: Window) => {
    const found = (asked.get(name) ?? []).filter((at) => at > now() - lengthMs);
    asked.set(name, found);
    return found;
  };
  const account: Window = {
    ...{ name: 'account', most: limits?.perMinute ?? SHOWN_WITHOUT_LIMITS, lengthMs: MINUTE_MS },
  };
  return {
    meet(req) {
      if (req.path.startsWith('/oauth')) return undefined;
      const windows = [account, ...(limits ? windowsOf(req, limits) : [])];
      const waits = windows.map((window) => {
        const found = inside(window);
        return found.length < window.most ? 0 : found[found.length - window.most]! + window.lengthMs - now();
      });
      const waitMs = limits ? Math.max(...waits) : 0;
      if (waitMs > 0) return tooMany(Math.ceil(waitMs / SECOND_MS), waits[0] === waitMs);
      for (const { name } of windows) asked.get(name)?.push(now());
      return undefined;
    },
    headers() {
      const found = inside(account);
      const left = String(Math.max(0, account.most - found.length));
      const resetMs = found.length > 0 ? found[0]! + MINUTE_MS - now() : MINUTE_MS;
      return {
        ...{ 'x-rate-limit': String(account.most), 'x-rate-limit-remaining': left },
        ...{ 'ratelimit-limit': String(account.most), 'ratelimit-remaining': left },
        'ratelimit-reset': String(Math.ceil(resetMs / SECOND_MS)),
      };
    },
  };
}

function windowsOf(req: Request, limits: ZendeskLimits): Window[] {
  const path = req.path.replace(/\.json$/, '');
  if (path.startsWith('/api/v2/incremental/')) {
    return [{ name: 'incremental', most: limits.incrementalPerMinute, lengthMs: MINUTE_MS }];
  }
  if (path === '/api/v2/search/export') {
    return [{ name: 'export', most: limits.searchExportPerMinute, lengthMs: MINUTE_MS }];
  }
  const user = req.method === 'PUT' ? /^\/api\/v2\/users\/(\d+)$/.exec(path)?.[1] : undefined;
  const isCreation = req.method === 'POST' && ['/api/v2/users', '/api/v2/users/create_or_update'].includes(path);
  if (user !== undefined || isCreation) {
    const every: Window = { name: 'user writes', most: limits.userWritesPerSecond, lengthMs: SECOND_MS };
    const one: Window = { name: `user ${user}`, most: limits.writesPerUserMinute, lengthMs: MINUTE_MS };
    return user === undefined ? [every] : [every, one];
  }
  const organization = req.method === 'PUT' ? /^\/api\/v2\/organizations\/(\d+)$/.exec(path)?.[1] : undefined;
  if (organization === undefined) return [];
  return [{ name: `org ${organization}`, most: limits.writesPerOrganizationMinute, lengthMs: MINUTE_MS }];
}

const tooMany = (retryAfterS: number, isAccount: boolean): Answer =>
  isAccount
    ? refusal(429, 'APIRateLimitExceeded', 'Number of allowed API requests per minute exceeded', {
        ...{ 'retry-after': String(retryAfterS), 'x-rate-limit-remaining': '0' },
      })
    : {
        status: 429,
        headers: { 'retry-after': String(retryAfterS) },
        body: { errors: [{ code: 'TooManyRequests', title: 'Too many requests to update' }] },
      };
