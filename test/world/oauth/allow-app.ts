import type { Allowed } from './allow.ts';

interface Choice {
  readonly accounts: readonly string[];
  readonly person?: string;
  readonly decision?: 'allow' | 'deny';
}

/** Says yes (or no) on the page of a vendor other than the helpdesk, as one of its people, in these of its accounts. */
export async function allowApp(
  authorizeUrl: string,
  { accounts, person = 'olivia.castellano@acme.example', decision = 'allow' }: Choice,
): Promise<Allowed> {
  const url = new URL(authorizeUrl);
  const shown = await fetch(url);
  await shown.body?.cancel();
  if (!shown.ok) return { location: undefined, status: shown.status };
  const chosen = accounts.map((id) => ['account', id]);
  const body = new URLSearchParams([...url.searchParams, ...chosen, ['person', person], ['decision', decision]]);
  const answer = await fetch(new URL(url.pathname, url), { method: 'POST', body, redirect: 'manual' });
  await answer.body?.cancel();
  const to = answer.headers.get('location');
  return { location: to === null ? undefined : new URL(to), status: answer.status };
}
