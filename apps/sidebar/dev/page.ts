import { readFile } from 'node:fs/promises';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import { auditScenarios } from './audit/scenarios.ts';
import { privacyScenarios } from './privacy/scenarios.ts';
import { frames, germanFrames } from './scenarios/frames.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { setupScenarios } from './setup/scenarios.ts';
import { statusScenarios } from './status/scenarios.ts';
import { syncScenarios } from './sync/scenarios.ts';

const NONCE = 'dev';

export const POLICY = [
  "default-src 'none'",
  `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
  `style-src 'nonce-${NONCE}'`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The built page as the signed entry would answer it, for one scenario. Its name is the session. */
export async function scenarioPage(template: URL, query: URLSearchParams): Promise<string> {
  const name = query.get('scenario') ?? 'healthy';
  const isNavBar = /\/(nav|top)_bar\.html$/.test(template.pathname);
  const setup = isNavBar ? setupScenarios[name] : undefined;
  const sync = isNavBar ? syncScenarios[name] : undefined;
  const audit = isNavBar ? auditScenarios[name] : undefined;
  const privacy = isNavBar ? privacyScenarios[name] : undefined;
  const page = isNavBar ? (setup ?? sync ?? audit ?? privacy ?? statusScenarios[name]) : undefined;
  const locale = query.get('locale') ?? (isNavBar ? page : scenarios[name])?.locale ?? 'en';
  const boot: Boot = {
    session: name,
    location: isNavBar ? (template.pathname.includes('nav') ? 'nav_bar' : 'top_bar') : 'ticket_sidebar',
    origin: query.get('origin') ?? '',
    locale,
    colorScheme: query.get('colorScheme') === 'dark' ? 'dark' : 'light',
    role:
      setup || audit || privacy ? 'admin' : isNavBar ? (sync?.role ?? statusScenarios[name]?.role ?? 'lead') : 'agent',
    deadlineMs: 2500,
    cards: [...(locale === 'de' ? germanFrames : frames)],
  };
  const parts: Readonly<Record<string, string>> = {
    __LANG__: locale,
    __SCHEME__: boot.colorScheme,
    __NONCE__: NONCE,
    '<!--__ZAF_SDK__-->': '',
    __BOOT__: JSON.stringify(boot).replaceAll('<', '\\u003c'),
  };
  const html = await readFile(template, 'utf8');
  return html.replace(/__LANG__|__SCHEME__|__NONCE__|<!--__ZAF_SDK__-->|__BOOT__/g, (part) => parts[part] ?? '');
}

export const hostPage = (): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sidebar, by scenario</title>
<style>body{font:14px/20px system-ui;margin:16px;background:#c7ccd1}iframe{border:0;display:block;background:#fff}a{margin-inline-end:8px}</style></head>
<body><p>${Object.entries(scenarios)
  .map(([name, { story }]) => `<a href="/?scenario=${name}" title="${story}">${name}</a>`)
  .join(' ')}</p><p>${Object.entries(statusScenarios)
  .map(([name, { story }]) => `<a href="/zaf/nav_bar?scenario=${name}" title="${story}">${name}</a>`)
  .join(' ')}</p><p>${Object.entries(setupScenarios)
  .map(([name, { story }]) => `<a href="/zaf/nav_bar?scenario=${name}#tab=setup" title="${story}">${name}</a>`)
  .join(' ')}</p><p>${Object.entries(syncScenarios)
  .map(([name, { story }]) => `<a href="/zaf/nav_bar?scenario=${name}#tab=sync" title="${story}">${name}</a>`)
  .join(' ')}</p><p>${Object.entries(auditScenarios)
  .map(([name, { story }]) => `<a href="/zaf/nav_bar?scenario=${name}#tab=audit" title="${story}">${name}</a>`)
  .join(' ')}</p><p>${Object.entries(privacyScenarios)
  .map(([name, { story }]) => `<a href="/zaf/nav_bar?scenario=${name}#tab=privacy" title="${story}">${name}</a>`)
  .join(' ')}</p><iframe title="Sidelight" width="320" height="120"></iframe><pre></pre>
<script type="module" src="/host-page.js"></script></body></html>`;
