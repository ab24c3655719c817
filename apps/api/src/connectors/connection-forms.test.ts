import { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import { describe, expect, it } from 'vitest';
import type { FormPlace } from './connection-form.ts';
import { connectionForms } from './connection-forms.ts';

const nowhere: FormPlace = { url: undefined, consoleUrl: undefined, environment: 'live' };
const jira = { email: 'sidelight@harbour.example', token: 'ATATT-example' };
const typed: Readonly<Record<string, Record<string, string>>> = {
  jira,
  posthog: { key: 'phx_example' },
  statuspage: {},
};
const open = (vendor: string, over: Record<string, string>, place = nowhere) =>
  connectionForms[vendor]?.open({ ...typed[vendor], ...over }, place);
/** Rows of the vendors there are. */
const ofThere = (rows: readonly (readonly [string, string, string])[]) =>
  rows.filter(([vendor]) => connectionForms[vendor]);
const GATEWAY = 'https://api.atlassian.com/ex/jira/7f1c2a9e-0000-4000-8000-5b6c7d8e9f00';
const SITE = 'https://harbour.atlassian.net';

describe('an address is kept as it was typed', () => {
  it.each(
    ofThere([
      ['jira', SITE, SITE],
      ['jira', `${SITE}/`, SITE],
      ['jira', 'https://proxy.harbour.example/jira/', 'https://proxy.harbour.example/jira'],
      // A slash too many is not the beginning of a host.
      ['jira', 'https://proxy.harbour.example//jira', 'https://proxy.harbour.example//jira'],
      ['posthog', 'https://eu.posthog.com', 'https://eu.posthog.com'],
      ['posthog', 'https://tools.harbour.example/posthog', 'https://tools.harbour.example/posthog'],
      ['statuspage', 'https://status.harbour.example', 'https://status.harbour.example'],
      ['statuspage', 'https://www.harbour.example/status/', 'https://www.harbour.example/status'],
    ]),
  )('%s: %s', (vendor, url, kept) => {
    const opened = open(vendor, { url });
    expect(opened?.ok && opened.url.href.replace(/\/$/, '')).toBe(kept);
  });
});

describe('an address that requests cannot go to is refused, and says what to write', () => {
  it.each(
    ofThere([
      ['jira', `${SITE}/browse/OPS-1`, SITE],
      ['jira', `${SITE}/jira/software/projects/OPS/boards/1`, SITE],
      ['jira', `${SITE}?from=mail`, SITE],
      ['jira', `${SITE}#top`, SITE],
      ['jira', 'https://ana:secret@harbour.atlassian.net', SITE],
      ['jira', 'harbour.atlassian.net', 'https://'],
      ['jira', 'my jira', 'https://'],
      ['jira', 'ftp://harbour.atlassian.net', 'https://'],
      ['jira', 'https://api.atlassian.com', 'cloudId'],
      ['jira', `${GATEWAY}/rest/api/3`, 'cloudId'],
      ['jira', 'https://proxy.harbour.example/browse/OPS-1', 'https://proxy.harbour.example'],
      ['posthog', 'https://eu.posthog.com/project/7/insights', 'https://eu.posthog.com'],
      ['posthog', 'https://tools.harbour.example/posthog/project/7', 'https://tools.harbour.example'],
      ['statuspage', 'https://harbour.statuspage.io/incidents/abc', 'https://harbour.statuspage.io'],
      ['statuspage', 'https://status.harbour.example/api/v2/summary.json', 'https://status.harbour.example'],
    ]),
  )('%s: %s', (vendor, url, right) => {
    const opened = open(vendor, { url });
    expect(opened).toMatchObject({ ok: false, inputs: ['url'] });
    if (opened?.ok === false) {
      expect(JSON.stringify(opened.reason)).toContain(right);
      expect(JSON.stringify(opened.reason)).not.toContain('secret');
    }
  });
});

describe.skipIf(!connectionForms.jira)('the gateway for tokens with scopes', () => {
  it('requests go below its path, people to the site', () => {
    const opened = open('jira', { url: GATEWAY, site: SITE });
    expect(opened?.ok && [opened.url.href, opened.consoleUrl?.origin]).toEqual([GATEWAY, SITE]);
  });

  it('wants the site people open, unless the server knows it', () => {
    expect(open('jira', { url: GATEWAY })).toMatchObject({ ok: false, inputs: ['site'] });
    expect(open('jira', { url: GATEWAY, site: 'harbour' })).toMatchObject({ ok: false, inputs: ['site'] });
    expect(open('jira', { url: GATEWAY }, { ...nowhere, consoleUrl: new URL(SITE) })).toMatchObject({ ok: true });
  });

  it('is checked the same way where the server is configured', () => {
    const fault = (url: string, people?: string) =>
      connectionForms.jira?.faultOf?.({
        url: new URL(url),
        consoleUrl: people === undefined ? undefined : new URL(people),
      });
    expect(fault(GATEWAY)).toContain('JIRA_CONSOLE_URL');
    expect(fault(GATEWAY, SITE)).toBeUndefined();
    expect(fault(`${SITE}/browse/OPS-1`)).toContain('one page');
    expect(fault(SITE)).toBeUndefined();
  });
});

/** Every text of a form, in what it asks for and in what it refuses. */
function textsIn(value: unknown): readonly VendorText[] {
  const text = VendorText.safeParse(value);
  if (text.success) return [text.data];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe.each(Object.entries(connectionForms))('the form of %s', (id, form) => {
  const place: FormPlace = { ...nowhere, url: new URL('https://api.atlassian.com/ex/jira/7f1c2a9e') };
  const methods = form.methods(place);
  const names = methods.flatMap((method) => (method.kind === 'key' ? method.inputs.map(({ name }) => name) : []));
  const odd = [
    '',
    'a b',
    'sk_live_x',
    'rk_test_x',
    'rk_live_x',
    '7f1c2a9e-0000-4000-8000-5b6c7d8e9f00',
    'short',
    'a@b.c',
  ];
  const refused = (['live', 'sandbox'] as const).flatMap((environment) =>
    odd.flatMap((text) =>
      names.map((name) => form.open({ email: 'a@b.c', ...typed[id], [name]: text }, { ...place, environment })),
    ),
  );
  const scopes = methods.flatMap((method) => method.scopes.map(({ scope }) => scope));
  const all = textsIn([methods, refused, form.without?.(scopes)]);

  it('says everything in German too', () => {
    expect(all.length).toBeGreaterThan(1);
    const same = all.filter(({ en, de }) => en === de).map(({ de }) => de);
    expect(same.filter((text) => text !== 'Site')).toEqual([]);
    const english = all.filter(({ de }) =>
      /\b(?:the|this|of|and|is|not|no|with|every|which|what|you|your)\b/i.test(de),
    );
    expect(english).toEqual([]);
  });
});
