/** What came back to the app: the query of its own address. */
export interface Allowed {
  /** Where the browser was sent, with `code` or `error`; undefined when the helpdesk showed an error page instead. */
  readonly location: URL | undefined;
  readonly status: number;
}

/** Says yes (or no) on the helpdesk's consent page, as this member of the staff; 7005 is Olivia, the admin. */
export async function allow(
  authorizeUrl: string,
  { userId = 7005, decision = 'allow' }: { readonly userId?: number; readonly decision?: 'allow' | 'deny' } = {},
): Promise<Allowed> {
  const url = new URL(authorizeUrl);
  const shown = await fetch(url);
  await shown.body?.cancel();
  if (!shown.ok) return { location: undefined, status: shown.status };
  const body = new URLSearchParams([...url.searchParams, ['user', String(userId)], ['decision', decision]]);
  const answer = await fetch(new URL('/oauth/authorizations', url), { method: 'POST', body, redirect: 'manual' });
  await answer.body?.cancel();
  const to = answer.headers.get('location');
  return { location: to === null ? undefined : new URL(to), status: answer.status };
}
