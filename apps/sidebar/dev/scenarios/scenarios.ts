import { frames, germanFrames } from './frames.ts';
import { maskedData, maskedFrames } from './masked.ts';
import { done, type Line } from './play.ts';
import {
  ACCOUNT,
  aged,
  candidates,
  down,
  each,
  failed,
  fresh,
  healthy,
  linked,
  lying,
  ops,
  requester,
  stale,
  stream,
  unlinked,
  without,
  wrong,
} from './scenario-data.ts';
import { ago, code, exportsIssue, inDays, issues, money, number, text } from './values.ts';

export interface Scenario {
  readonly story: string;
  readonly locale?: string;
  /** An answer other than a stream. */
  readonly refuse?: { readonly status: number; readonly code: string };
  /** A masked value that is unfolded for its picture, and why it is needed, where it is to be shown. */
  readonly masked?: { readonly field: string; readonly note?: string };
  lines(): readonly Line[];
}

const pastDue = () => ({
  ...healthy(),
  'payment.status': code('overdue', 'Past due', 'bad', ago(12 * 86_400_000)),
});

export const scenarios: Readonly<Record<string, Scenario>> = {
  healthy: { story: 'everything answers', lines: () => stream(healthy()) },
  german: {
    story: 'in German',
    locale: 'de',
    lines: () => stream(healthy(), linked, germanFrames),
  },
  cached: {
    story: 'old values at once, fresh ones in the same stream',
    lines() {
      const data = { ...healthy(), ...stale() };
      const at = (line: Line) => ({ ...line, atMs: 6 });
      return [...aged(stream(data), data, 240_000).slice(0, -1).map(at), ...fresh()];
    },
  },
  'billing-hangs': {
    story: 'billing is down: plan and payment say what to do',
    lines: () => stream({ ...healthy(), ...each(['plan.', 'payment.'], failed('timeout')) }, linked, frames, down),
  },
  'billing-wrong': {
    story: 'billing answers, and gives wrong values',
    lines: () => stream({ ...pastDue(), ...each(['plan.', 'payment.'], wrong(pastDue())) }, linked, frames, lying),
  },
  'billing-wrong-german': {
    story: 'the same in German',
    locale: 'de',
    lines: () =>
      stream({ ...pastDue(), ...each(['plan.', 'payment.'], wrong(pastDue())) }, linked, germanFrames, lying),
  },
  'issues-wrong': {
    story: 'the issue tracker gives wrong values',
    lines: () => stream({ ...healthy(), ...each(['issues.'], wrong(healthy())) }),
  },
  'crm-locked-out': {
    story: 'the CRM refuses our sign-in',
    lines: () =>
      stream(
        { ...healthy(), ...each(ACCOUNT, failed('credential')) },
        { state: 'unresolved', requester, reason: 'credential' },
      ),
  },
  stale: {
    story: 'old values with a reason',
    lines() {
      const data = { ...healthy(), ...stale('circuit_open') };
      return aged(stream(data, linked, frames, down), data, 26 * 60_000);
    },
  },
  ambiguous: {
    story: 'two accounts for one address',
    lines: () => without({ state: 'ambiguous', requester: ops, candidates }, 'identity_ambiguous', ops.name),
  },
  suggested: {
    story: 'only the domain fits',
    lines: () =>
      without(
        { state: 'suggested', requester: ops, candidates: [{ ...candidates[0], evidence: ['domain'] }] },
        'identity_ambiguous',
        ops.name,
      ),
  },
  picked: {
    story: 'an agent picked this account',
    lines: () => stream(healthy(), { ...linked, evidence: ['picked'], canReject: true }),
  },
  nobody: {
    story: 'the CRM knows nobody',
    lines: () => without({ state: 'nobody', requester }, 'nobody', 'Sam Ortega'),
  },
  'no-email': {
    story: 'a requester without an address',
    lines: () =>
      without(
        { state: 'no_email', requester: { id: '9', name: 'Caller 0049 30 1234' } },
        'no_email',
        'Caller 0049 30 1234',
      ),
  },
  'no-requester': {
    story: 'a ticket without a requester',
    lines: () =>
      stream({ ...healthy(), ...each(['customer.', ...ACCOUNT], unlinked('no_requester')) }, { state: 'no_requester' }),
  },
  unverified: {
    story: 'the helpdesk did not confirm whose ticket this is',
    lines: () =>
      stream(
        { ...each(['customer.', ...ACCOUNT, 'issues.'], failed('timeout')) },
        { state: 'unverified', reason: 'timeout' },
      ),
  },
  'past-due': {
    story: 'past due, several currencies, three decimals',
    lines: () =>
      stream({
        ...healthy(),
        'payment.status': code('overdue', 'Past due', 'bad', ago(12 * 86_400_000)),
        'payment.due': {
          kind: 'money',
          amount: '4200.125',
          currency: 'KWD',
          more: [{ amount: '98000', currency: 'JPY' }],
        },
        'plan.term': code('ends', 'Ends', 'warn', inDays(20)),
        'plan.worth': money('50400.00', 'EUR'),
        'issues.known': issues([], 2),
      }),
  },
  'unknown-code': {
    story: 'codes the map has no word for',
    lines: () =>
      stream({
        ...healthy(),
        'payment.status': {
          kind: 'code',
          code: 'past_limbo',
          label: 'past_limbo',
          tone: 'neutral',
          isConfirmed: false,
        },
        'plan.entitlement': { kind: 'code', code: 'plan_x9', label: 'plan_x9', tone: 'neutral', isConfirmed: false },
      }),
  },
  'many-issues': {
    story: 'three issues, one system of two not read',
    lines: () =>
      stream({
        ...healthy(),
        'issues.incidents': failed('rate_limited')('issues.incidents'),
        'issues.known': issues([
          exportsIssue(),
          {
            ...exportsIssue(),
            id: 'APP-2',
            title: 'Sign-in fails for SSO users in the EU',
            tone: 'bad',
            status: 'Major',
          },
          {
            id: 'APP-3',
            title: 'CSV has the wrong separator',
            tone: 'neutral',
            status: 'Open',
            matched: ['exports', 'csv'],
          },
        ]),
      }),
  },
  long: {
    story: 'long, right-to-left and hostile values',
    lines: () =>
      stream({
        ...healthy(),
        'customer.name': text('עדי בן־דוד 🦊 ‏وصال عبد الرحمن الطويل جدا'),
        'account.name': text(
          '<img src=x onerror=alert(1)> Donaudampfschifffahrtsgesellschaft Holding International GmbH & Co. KG',
        ),
        'customer.role': text('Senior Vice President of Workspace Administration and Procurement'),
        'customer.city': text('Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'),
        'plan.name': text('Enterprise Unlimited Plus with Premier Success and Data Residency (EU, grandfathered 2019)'),
        'plan.seats': number(1_234_567_890),
        'payment.last_invoice': money('123456789012.34', 'EUR', ago(22 * 86_400_000)),
        'usage.errors': number(1_000_000, { note: 'a'.repeat(120) }),
        'issues.known': issues([{ ...exportsIssue(), title: `<script>alert(1)</script> ${'very '.repeat(30)}long` }]),
      }),
  },
  broken: {
    story: 'the connection breaks off half way, twice',
    lines: () => [...stream(healthy()).slice(0, 4), { atMs: 260, say: 'reset' }],
  },
  expired: { story: 'the session has ended', refuse: { status: 401, code: 'session_expired' }, lines: () => [] },
  garbled: {
    story: 'one line does not fit the contract',
    lines: () => [
      ...stream(healthy()).slice(0, 6),
      { atMs: 240, say: { raw: '{"type":"card","card":' } },
      { atMs: 300, say: done },
    ],
  },
  masked: {
    story: 'two values are masked for this role, one with a predicate',
    masked: { field: 'payment.due' },
    lines: () => stream(maskedData('Above 50,000 · show', 'Hidden · show'), linked, maskedFrames(frames)),
  },
  revealed: {
    story: 'one of them is shown for a minute',
    masked: { field: 'plan.worth', note: 'Asks what the contract is worth' },
    lines: () => stream(maskedData('Above 50,000 · show', 'Hidden · show'), linked, maskedFrames(frames)),
  },
  'masked-german': {
    story: 'the same in German',
    locale: 'de',
    masked: { field: 'payment.due' },
    lines: () => stream(maskedData('Über 50.000 · zeigen', 'Verborgen · zeigen'), linked, maskedFrames(germanFrames)),
  },
  'revealed-german': {
    story: 'one of them is shown for a minute, in German',
    locale: 'de',
    masked: { field: 'plan.worth', note: 'Fragt nach dem Vertragswert' },
    lines: () => stream(maskedData('Über 50.000 · zeigen', 'Verborgen · zeigen'), linked, maskedFrames(germanFrames)),
  },
  unsaved: {
    story: 'the requester was changed on screen and not saved',
    lines: () => stream(healthy(), { ...linked, requester: { ...requester, id: '777' } }),
  },
  slow: { story: 'nothing has come yet', lines: () => [{ atMs: 2400, say: done }] },
};
