import type { Response } from 'express';

const pages = {
  reload: [200, 'Reload the apps', 'Use “Reload all apps” in the helpdesk’s apps panel to open Sidelight again.'],
  unsure: [
    503,
    'The helpdesk does not answer',
    'Sidelight could not confirm who you are. Reload the apps in a minute.',
  ],
  away: [
    503,
    'Sidelight cannot open just now',
    'Part of the server does not answer. Sidebars that are open go on. Reload the apps in a minute.',
  ],
  unwelcome: [
    403,
    'Not open to this helpdesk',
    'This Sidelight server does not serve your helpdesk yet. Whoever runs it can let your helpdesk in (LEARN_TENANTS).',
  ],
  connect: [
    200,
    'Connect your helpdesk',
    'Sidelight asks your helpdesk who is looking and whose ticket it is. An admin allows that once, in a window of your helpdesk. Then reload the helpdesk.',
  ],
  connect_elsewhere: [
    200,
    'Sidelight is not connected yet',
    'An admin connects it from the bar on the left of the helpdesk. There is nothing for you to do.',
  ],
  connect_impossible: [
    503,
    'Sidelight cannot be connected yet',
    'Whoever runs this Sidelight server has to set these first:',
  ],
  connected: [200, 'Connected', 'You can close this window. Reload the helpdesk to go on.'],
  expired: [400, 'This took too long', 'Close this window and begin again from the helpdesk.'],
  denied: [
    400,
    'Not connected',
    'The helpdesk was not allowed to connect. Close this window and begin again if that was a mistake.',
  ],
  not_admin: [
    403,
    'Only an admin can connect',
    'You are signed in to the helpdesk as somebody who is no admin. Nothing was saved. Ask an admin to open Sidelight.',
  ],
  other_user: [
    403,
    'Signed in as somebody else',
    'The person who allowed it is not the one who began. Nothing was saved. Sign in to the helpdesk as yourself and begin again.',
  ],
  scope_refused: [
    200,
    'Not all of it can be asked for',
    'The OAuth client of your helpdesk may not ask for this. Sidelight can go without; its setup page says what that means. To have it, an admin adds it to the client’s allowed scopes.',
  ],
  scope_missing: [
    400,
    'The helpdesk withholds what is needed',
    'Nothing was saved: Sidelight cannot work without this. An admin adds it in Admin Center → Apps and integrations → APIs → OAuth clients, to the client’s allowed scopes, and begins again.',
  ],
  failed: [
    502,
    'The helpdesk did not complete it',
    'It refused the exchange, or did not answer. Nothing was saved. Close this window and begin again.',
  ],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

const STYLE =
  ':root{color-scheme:light dark;font:14px/20px system-ui,sans-serif}body{margin:16px;max-width:34rem}' +
  'h1{font-size:16px;line-height:24px;margin:0 0 4px}p{margin:0 0 12px}a{display:inline-block;padding:8px 12px;' +
  'border-radius:4px;background:#1f73b7;color:#fff;text-decoration:none}';

export interface PlainMore {
  /** Ours, not what came from outside. */
  readonly details?: readonly string[];
  readonly links?: readonly PlainLink[];
}

export interface PlainLink {
  readonly href: string;
  readonly text: string;
}

/**
 * A page with one sentence and no script, for a frame that cannot be opened just now, or for a window of its own.
 * Framed by `origin`, or nobody. Links open in a new window.
 */
export function plainPage(
  res: Response,
  origin: string | undefined,
  page: keyof typeof pages,
  more: PlainMore = {},
): void {
  const [status, title, sentence] = pages[page];
  const nonce = String(res.locals.requestId ?? '');
  const details = more.details?.length ? `<p>${more.details.map(quoted).join(', ')}</p>` : '';
  const buttons = (more.links ?? [])
    .map(({ href, text }) => `<p><a href="${quoted(href)}" target="_blank" rel="noopener">${quoted(text)}</a></p>`)
    .join('');
  res
    .status(status)
    .set({
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; frame-ancestors ${origin ?? "'none'"}`,
      'cache-control': 'no-store',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>` +
        `<style nonce="${nonce}">${STYLE}</style><h1>${title}</h1><p>${sentence}</p>${details}${buttons}</html>`,
    );
}

const quoted = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
