import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { HubspotApp } from '../hubspot-webhooks.ts';
import { type Answer, ok } from './answer.ts';
import type { CrmEvent, HubspotCrm } from './hubspot-crm.ts';
import { invalid, notFound, refusal } from './hubspot-errors.ts';
import { journalEvent } from './hubspot-journal-event.ts';
import { createJournalSubscriptions } from './hubspot-journal-subscriptions.ts';
import { createAppTokens } from './hubspot-journal-token.ts';
import type { Route, VendorSpec } from './vendor.ts';

/** The app's journal: what happened, in files that are kept for three days. */
export interface HubspotJournal {
  readonly routes: VendorSpec['routes'];
  /** Tokens of the app itself, by its id and secret. */
  issueToken(req: Request): Answer;
  /** Of its paths, undefined for any other: whether this request may come in. */
  isAllowed(req: Request): boolean | undefined;
  /** While it is set, each call of the journal is refused like this. */
  refuses: { readonly status: 401 | 403 | 500 } | undefined;
  /** Files are forgotten, as after three days: what is asked for after one of them is not found. */
  forget(): void;
  /** The files' addresses end at once. */
  endsAddresses: boolean;
  /** As they stand in the newest file that has been cut. */
  write(events: readonly unknown[]): void;
  readonly subscriptions: ReturnType<typeof createJournalSubscriptions>['all'];
}

interface File {
  readonly offset: string;
  readonly key: string;
  readonly publishedMs: number;
  readonly events: readonly unknown[];
}

const KEPT_MS = 3 * 86_400_000;
const MOST_EVENTS = 10_000;
const MOST_FILES = 100;
const ADDRESS_LIVES_MS = 300_000;
const VERSION = '2026-03';
const BASES = ['journal', 'journal-local'].map((name) => `/webhooks-journal/${name}/${VERSION}`);

/** https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide */
export function createHubspotJournal(crm: HubspotCrm, app: HubspotApp, origin: () => string): HubspotJournal {
  const tokens = createAppTokens(app, () => crm.now());
  const subscriptions = createJournalSubscriptions(app, () => crm.now());
  const files: File[] = [];
  let waiting: unknown[] = [];

  crm.listeners.add((event: CrmEvent) => {
    const told = journalEvent(event, app.portalId, crm.now());
    if (told && subscriptions.covers(event)) waiting.push(told);
  });

  /** What has happened since is in a file as soon as somebody looks. */
  function standing(): readonly File[] {
    while (waiting.length > 0) {
      const events = waiting.slice(0, MOST_EVENTS);
      waiting = waiting.slice(MOST_EVENTS);
      files.push({ offset: randomUUID(), key: randomUUID(), publishedMs: crm.now(), events });
    }
    const first = files.findIndex(({ publishedMs }) => publishedMs > crm.now() - KEPT_MS);
    files.splice(0, first < 0 ? files.length : first);
    return files;
  }

  const refOf = ({ offset, key }: File) => ({
    url: `${origin()}/journal-files/${offset}.json?signature=${key}`,
    expiresAt: new Date(crm.now() + (journal.endsAddresses ? 0 : ADDRESS_LIVES_MS)).toISOString(),
    currentOffset: offset,
  });
  const batch = (found: readonly File[]): Answer => {
    const at = new Date(crm.now()).toISOString();
    return ok({ status: 'COMPLETE', results: found.map(refOf), startedAt: at, completedAt: at });
  };
  const countOf = (req: Request) => Number(req.params.count);
  const within = (req: Request, found: () => Answer): Answer => {
    const { refuses } = journal;
    if (refuses) return refusal(refuses.status, 'MISSING_SCOPES', 'refused');
    const count = req.params.count === undefined ? 1 : countOf(req);
    return count >= 1 && count <= MOST_FILES ? found() : invalid('count is out of its range');
  };
  const after = (req: Request): Answer => {
    const all = standing();
    const at = all.findIndex(({ offset }) => offset === req.params.offset);
    return at < 0 ? notFound({ offset: [String(req.params.offset)] }) : batch(all.slice(at + 1, at + 1 + countOf(req)));
  };
  const file = (req: Request): Answer => {
    const found = files.find(({ offset }) => `${offset}.json` === req.params.name);
    if (!found || found.key !== req.query.signature || journal.endsAddresses)
      return { status: 403, type: 'application/xml', body: '<Error><Code>AccessDenied</Code></Error>' };
    const { offset, publishedMs, events } = found;
    const body = { offset, journalEvents: events, publishedAt: new Date(publishedMs).toISOString() };
    return { status: 200, type: 'binary/octet-stream', body: JSON.stringify(body) };
  };

  const journal: HubspotJournal = {
    refuses: undefined,
    endsAddresses: false,
    forget: () => void files.splice(0, standing().length),
    write: (events) => void waiting.push(...events),
    issueToken: tokens.issue,
    subscriptions: subscriptions.all,
    isAllowed(req) {
      if (req.path.startsWith('/journal-files/')) return true;
      if (!req.path.startsWith('/webhooks-journal/')) return undefined;
      return tokens.isLive(req.get('authorization'));
    },
    routes: [
      ...BASES.flatMap((base): readonly Route[] => [
        {
          ...{ method: 'get', path: `${base}/batch/earliest/:count` },
          handle: (req) => within(req, () => batch(standing().slice(0, countOf(req)))),
        },
        {
          ...{ method: 'get', path: `${base}/batch/latest/:count` },
          handle: (req) => within(req, () => batch(standing().slice(-countOf(req)))),
        },
        { method: 'get', path: `${base}/batch/:offset/next/:count`, handle: (req) => within(req, () => after(req)) },
      ]),
      { method: 'get', path: '/journal-files/:name', handle: file },
      {
        ...{ method: 'get', path: `/webhooks-journal/subscriptions/${VERSION}` },
        handle: (req) => within(req, () => ok({ results: subscriptions.all() })),
      },
      {
        ...{ method: 'post', path: `/webhooks-journal/subscriptions/${VERSION}` },
        handle: (req) => within(req, () => subscriptions.upsert(req)),
      },
    ],
  };
  return journal;
}
