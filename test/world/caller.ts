import type { Vendor } from './systems.ts';
import { recordOf } from './vendors/record-of.ts';
import type { World } from './world.ts';

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: unknown;
}

/** Headers that each vendor accepts, from the same environment the API is given. */
export function credentialsOf(env: Record<string, string>): Readonly<Record<Vendor, Record<string, string>>> {
  const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });
  const jira = Buffer.from(`${env.JIRA_EMAIL}:${env.JIRA_TOKEN}`).toString('base64');
  return {
    zendesk: bearer(env.ZENDESK_TOKEN),
    hubspot: bearer(env.HUBSPOT_TOKEN),
    stripe: bearer(env.STRIPE_KEY),
    posthog: bearer(env.POSTHOG_KEY),
    jira: { authorization: `Basic ${jira}` },
    statuspage: {},
  };
}

/** Calls a vendor of the world with the right credentials, or with the ones given. */
export async function call(
  world: World,
  vendor: Vendor,
  path: string,
  init: { method?: string; body?: unknown; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Called> {
  const answer = await fetch(`${world.urls[vendor]}${path}`, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: { ...credentialsOf(world.env())[vendor], 'content-type': 'application/json', ...init.headers },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    signal: init.signal ?? AbortSignal.timeout(5000),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object at `key` of a JSON answer; throws when there is none. */
export function objectIn(json: unknown, key: string): Record<string, unknown> {
  const found = recordOf(recordOf(json)?.[key]);
  if (!found) throw new Error(`the answer holds no object called ${key}`);
  return found;
}

/** The list of objects at `key` of a JSON answer; throws when there is none. */
export function listIn(json: unknown, key: string): Record<string, unknown>[] {
  const found = recordOf(json)?.[key];
  if (!Array.isArray(found)) throw new Error(`the answer holds no list called ${key}`);
  return found.map((item) => recordOf(item) ?? {});
}
