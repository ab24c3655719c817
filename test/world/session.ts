import { randomUUID } from 'node:crypto';
import { Boot } from '@sidelight/shared/context/boot.ts';
import { type StaffRole, staffFor } from './company/staff.ts';
import type { Signer } from './sign.ts';

export interface EntryRequest {
  readonly role: StaffRole;
  readonly location: string;
  readonly locale?: string;
  /** The frame's own id; a new one when absent. */
  readonly appGuid?: string;
  readonly colorScheme?: 'light' | 'dark';
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

interface Doors {
  readonly signer: Signer;
  apiUrl(): string;
  helpdeskUrl(): string;
}

/** A signed page load: the only way in, for people and tests alike. */
export async function signEntry(doors: Doors, request: EntryRequest): Promise<SignedEntry> {
  const userId = staffFor(request.role, request.locale ?? 'en-US');
  const query = new URLSearchParams({
    origin: doors.helpdeskUrl(),
    app_guid: request.appGuid ?? randomUUID(),
    colorScheme: request.colorScheme ?? 'light',
  });
  return {
    url: `${doors.apiUrl()}/zaf/${request.location}?${query}`,
    token: await doors.signer.token(userId, request.location),
  };
}

/** Posts a signed page load to the API and takes the session out of the page, as the sidebar would. */
export async function openSession(doors: Doors, request: EntryRequest, signal: AbortSignal): Promise<SessionAnswer> {
  const { url, token } = await signEntry(doors, request);
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }), signal }).catch(() => null);
  if (answer === null) return { ok: false, status: null };
  const page = await answer.text();
  const block = /<script type="application\/json" id="boot"[^>]*>([\s\S]*?)<\/script>/.exec(page)?.[1];
  if (!answer.ok || block === undefined) return { ok: false, status: answer.status };
  const boot = Boot.parse(JSON.parse(block));
  return { ok: true, token: boot.session, boot };
}
