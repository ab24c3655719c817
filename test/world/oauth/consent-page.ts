import type { HelpdeskUser } from '../company/bundle.ts';
import { escapeHtml } from '../escape-html.ts';
import type { Authorization, OAuthClient } from './authorization.ts';

const STYLE = `
:root{color-scheme:light dark;--bg:#f8f9f9;--card:#fff;--fg:#293239;--muted:#5c6970;--line:#d8dcde;--primary:#1f73b7;--on:#fff;--chosen:#edf7ff}
@media(prefers-color-scheme:dark){:root{--bg:#0a0d0e;--card:#151a1e;--fg:#d8dcde;--muted:#919ca5;--line:#39434b;--primary:#5da3db;--on:#0a0d0e;--chosen:#1a2a38}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{padding:14px 24px;border-block-end:1px solid var(--line);background:var(--card);color:var(--muted);font-size:13px}
main{max-width:480px;margin:48px auto;padding:28px 32px 32px;border:1px solid var(--line);border-radius:8px;background:var(--card)}
h1{margin:0 0 4px;font-size:20px;line-height:28px;font-weight:600}
h2{margin:24px 0 8px;font-size:14px;line-height:20px;font-weight:600}
p{margin:0;color:var(--muted)}
ul{margin:0;padding:0;list-style:none}
.scopes li{display:flex;justify-content:space-between;gap:16px;padding:6px 0;border-block-end:1px solid var(--line)}
code{font:12px/20px ui-monospace,monospace;color:var(--muted)}
fieldset{margin:0;padding:0;border:0}
label{display:flex;gap:10px;align-items:center;padding:7px 10px;margin-block-end:2px;border-radius:4px;cursor:pointer}
label:has(:checked){background:var(--chosen)}
label span:last-child{margin-inline-start:auto;color:var(--muted);font-size:13px}
input{margin:0;accent-color:var(--primary)}
.buttons{display:flex;gap:8px;justify-content:flex-end;margin-block-start:24px}
button{padding:8px 20px;border:1px solid var(--line);border-radius:4px;background:none;color:inherit;font:inherit;cursor:pointer}
.allow{border-color:var(--primary);background:var(--primary);color:var(--on);font-weight:600}
:focus-visible{outline:2px solid var(--primary);outline-offset:2px}
@media(max-width:560px){main{margin:0;border:0;border-radius:0}}`;

const page = (title: string, body: string): string =>
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
  `<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>` +
  `<body><header>acme · Simulated helpdesk</header><main>${body}</main></body></html>`;

const THINGS: Readonly<Record<string, string>> = {
  tickets: 'tickets',
  users: 'people',
  organizations: 'organizations',
  groups: 'groups',
  webhooks: 'webhooks',
  apps: 'apps',
  search: 'search results',
};

function sentenceOf(scope: string): string {
  if (scope === 'read') return 'Read everything';
  if (scope === 'write') return 'Create, change and delete everything';
  if (scope === 'impersonate') return 'Act as anybody';
  const [thing = '', does] = scope.split(':');
  return `${does === 'read' ? 'Read' : 'Create and change'} ${THINGS[thing] ?? thing}`;
}

/** Asks whoever is signed in to the helpdesk; here one can be any of the staff, to see what the app makes of it. */
export function consentPage(
  client: OAuthClient,
  { scopes }: Authorization,
  asked: Readonly<Record<string, string>>,
  staff: readonly HelpdeskUser[],
): string {
  const hidden = Object.entries(asked).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const people = [...staff].sort((a, b) => Number(b.role === 'admin') - Number(a.role === 'admin'));
  const choices = people.map(
    ({ id, name, role }, i) =>
      `<label><input type="radio" name="user" value="${id}"${i === 0 ? ' checked' : ''}> <span>${escapeHtml(name)}</span><span>${role}</span></label>`,
  );
  const items = scopes.map(
    (scope) => `<li><span>${escapeHtml(sentenceOf(scope))}</span><code>${escapeHtml(scope)}</code></li>`,
  );
  const name = escapeHtml(client.name);
  return page(
    `Allow ${client.name}?`,
    `<h1>Allow ${name} to use your helpdesk?</h1><p>It could do this in acme, as far as you can yourself:</p>` +
      `<h2>Access</h2><ul class="scopes">${items.join('')}</ul>` +
      `<form method="post" action="/oauth/authorizations">${hidden.join('')}` +
      `<h2 id="as">Continue as</h2><fieldset aria-labelledby="as">${choices.join('')}</fieldset>` +
      '<div class="buttons"><button name="decision" value="deny">Deny</button>' +
      '<button class="allow" name="decision" value="allow">Allow</button></div></form>',
  );
}

export const refusedPage = (sentence: string): string =>
  page(
    'This request is not valid',
    `<h1>This request is not valid</h1><p>${escapeHtml(sentence)}</p><h2>What to do</h2><p>Go back to the app and start again. If it stays so, the app is set up wrongly.</p>`,
  );
