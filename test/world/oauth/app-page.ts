import { escapeHtml } from '../escape-html.ts';

const STYLE =
  ':root{color-scheme:light dark;font:14px/20px system-ui,sans-serif}main{max-width:480px;margin:48px auto;padding:0 16px}' +
  'h1{font-size:20px}fieldset{border:0;margin:16px 0;padding:0}label{display:block;padding:4px 0}code{font-size:12px}' +
  'button{padding:8px 20px;margin-inline-end:8px}';

export interface AppPage {
  readonly vendor: string;
  readonly action: string;
  readonly scopes: readonly string[];
  readonly people: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly severalAccounts: boolean;
}

const frame = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>` +
  `<link rel="icon" href="data:,"><style>${STYLE}</style><main><h1>${escapeHtml(title)}</h1>${body}</main></html>`;

/** Asks whoever is signed in at the vendor; here one can be any of its people, to see what the app makes of it. */
export function appPage(
  { vendor, action, scopes, people, accounts, severalAccounts }: AppPage,
  asked: Readonly<Record<string, string>>,
): string {
  const hidden = Object.entries(asked).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const choice = (name: string, type: string) => (one: { readonly id: string; readonly name: string }, i: number) =>
    `<label><input type="${type}" name="${name}" value="${escapeHtml(one.id)}"${i === 0 ? ' checked' : ''}> ${escapeHtml(one.name)}</label>`;
  const items = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  return frame(
    `Allow Sidelight at ${vendor}?`,
    `<p>Simulated ${escapeHtml(vendor)}. It could do this, as far as you can yourself:</p><ul>${items.join('')}</ul>` +
      `<form method="post" action="${action}">${hidden.join('')}` +
      `<fieldset><legend>In</legend>${accounts.map(choice('account', severalAccounts ? 'checkbox' : 'radio')).join('')}</fieldset>` +
      `<fieldset><legend>As</legend>${people
        .map((name) => ({ id: name, name }))
        .map(choice('person', 'radio'))
        .join('')}</fieldset>` +
      '<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form>',
  );
}

export const appRefused = (vendor: string, sentence: string): string =>
  frame(`${vendor} cannot ask this`, `<p>${escapeHtml(sentence)}</p>`);
