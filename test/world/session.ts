import { randomUUID } from 'node:crypto';
import { Boot } from '@sidelight/shared/context/boot.ts';
import type { InstalledApp } from './apps/installed-app.ts';
import { type StaffRole, staffFor } from './company/staff.ts';
import type { Signer } from './sign.ts';

export interface EntryRequest {
  readonly role: StaffRole;
  readonly location: string;
  readonly locale?: string | undefined;
  /** Somebody else than the one whom role and language stand for. */
  readonly userId?: number | undefined;
  /** The frame's own id; a new one when absent. */
  readonly appGuid?: string | undefined;
  readonly colorScheme?: 'light' | 'dark' | undefined;
  /** Another helpdesk account than this world's own: the same app, installed there too. */
  readonly subdomain?: string | undefined;
  /** The number of the installation, where it is to be another than the account's. */
  readonly installationId?: string | undefined;
}

export interface SignedEntry {
  /** Where the frame posts the token, as form field `token`. */
  readonly url: string;
  readonly token: string;
}

export type SessionAnswer =
  | { readonly ok: true; readonly token: string; readonly boot: Boot }
  /** What the API's entry answered instead of a page; null when nobody answered. */
  | { readonly ok: false; readonly status: number | null };

interface Entries {
  readonly signer: Signer;
  /** This world's own account. */
  readonly subdomain: string;
  apiUrl(): string;
  helpdeskUrl(): string;
  /** What is installed in this world's own account. */
  app(): InstalledApp | undefined;
}

/** The helpdesk shows nothing there: no app, or one whose manifest does not name the place. */
export class NoSuchPlace extends Error {
  override readonly name = 'NoSuchPlace';
  constructor(location: string) {
    super(`no installed app has a page for ${location}: install a package whose manifest names it`);
  }
}

const OTHER_INSTALLATION = '48170001';

/** A signed page load: the only way in, for people and tests alike. */
export async function signEntry(entries: Entries, request: EntryRequest): Promise<SignedEntry> {
  const { location, subdomain = entries.subdomain } = request;
  const place = placeOf(entries, subdomain, location);
  const url = new URL(place.url);
  url.searchParams.set('origin', entries.helpdeskUrl());
  url.searchParams.set('app_guid', request.appGuid ?? randomUUID());
  url.searchParams.set('colorScheme', request.colorScheme ?? 'light');
  const installation = { subdomain, installationId: request.installationId ?? place.installationId };
  const userId = request.userId ?? staffFor(request.role, request.locale ?? 'en-US');
  return { url: url.href, token: await entries.signer.token(installation, userId, location) };
}

/** Where this account's page loads go. Other accounts have the app at the API that this world knows. */
function placeOf(entries: Entries, subdomain: string, location: string): { url: string; installationId: string } {
  if (subdomain !== entries.subdomain) {
    return { url: `${entries.apiUrl()}/zaf/${location}`, installationId: OTHER_INSTALLATION };
  }
  const app = entries.app();
  const url = app?.locations.find(({ name }) => name === location)?.url;
  if (!app || url === undefined) throw new NoSuchPlace(location);
  return { url, installationId: app.installationId };
}

/** Posts a signed page load to the API and takes the session out of the page, as the sidebar would. */
export async function openSession(
  entries: Entries,
  request: EntryRequest,
  signal: AbortSignal,
): Promise<SessionAnswer> {
  const { url, token } = await signEntry(entries, request);
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }), signal }).catch(() => null);
  if (answer === null) return { ok: false, status: null };
  const page = await answer.text();
  const block = /<script type="application\/json" id="boot"[^>]*>([\s\S]*?)<\/script>/.exec(page)?.[1];
  if (!answer.ok || block === undefined) return { ok: false, status: answer.status };
  const boot = Boot.parse(JSON.parse(block));
  return { ok: true, token: boot.session, boot };
}
