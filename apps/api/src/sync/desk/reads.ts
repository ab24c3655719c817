import { isDryRun } from '@sidelight/shared/sync/dry-run.ts';
import type { LetterPage, ReviewPage } from '@sidelight/shared/sync/review.ts';
import type { JournalView, SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import type { LettersRequest, ReviewsRequest, UnpairedRequest } from '@sidelight/shared/sync/sync-request.ts';
import type { UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import type { Lag, SyncOverview } from '../../store/sync-overview.ts';
import { PageMark, type ReviewList } from '../../store/sync-review-list.ts';
import type { SyncRuns } from '../../store/sync-runs.ts';
import type { SyncStatus } from '../../store/sync-status.ts';
import type { SyncSwitches } from '../../store/sync-switches.ts';
import type { UnpairedStore } from '../../store/sync-unpaired.ts';
import type { Side } from '../canonical/canon.ts';
import { UNDO_WITHIN_MS } from '../correct.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import { decidedView, type ItemViewDeps, itemView } from './item-view.ts';
import { letterView } from './letter-view.ts';
import { maySwitchOn } from './may-switch-on.ts';
import { objectReport } from './report.ts';
import { type ObjectStanding, type StandingDeps, standingOf } from './standing.ts';
import { unpairedPage } from './unpaired-view.ts';
import { readOnlySide, type WriteRightDeps } from './write-right.ts';

export interface DeskReadDeps extends StandingDeps, WriteRightDeps {
  readonly status: SyncStatus;
  readonly switches: Pick<SyncSwitches, 'list' | 'isTold'>;
  readonly overview: SyncOverview;
  readonly list: ReviewList;
  readonly unpaired: Pick<UnpairedStore, 'find' | 'totals'>;
  readonly runs: Pick<SyncRuns, 'find' | 'sample'>;
  readonly fields: DeskFields;
  /** What people call the two sides. */
  readonly systems: Readonly<Record<Side, string>>;
  isConnected(object: string): boolean;
  aheadMs(object: string, side: Side): number | undefined;
  urlOf(object: string, side: Side, recordId: string): string | undefined;
  canChangeMap(): Promise<boolean>;
  /** Names of those who work in the CRM; none where it could not be asked. */
  people(): Promise<ItemViewDeps['people']>;
  /** Undefined where there is none for us. */
  journal(): Promise<JournalView | undefined>;
  atWorkForMs(): number;
  now(): number;
}

const DAY_MS = 86_400_000;
const LAG_HOLDS_MS = 30_000;
const ITEMS = 50;
const MAX_DECIDED = 50;
const MAX_LETTERS = 50;

/** What people see of sync. */
export function createDeskReads(deps: DeskReadDeps) {
  const { tenant, sync, status, overview, list, fields, isConnected, aheadMs, urlOf, now } = deps;
  const viewFor = (reader: Reader, people: ItemViewDeps['people']): ItemViewDeps => ({
    ...{ fields, reader, reviewDueMs: sync.reviewDueMs, nowMs: now(), aheadMs, urlOf, people },
  });
  // Every open page asks every few seconds, and it tells of a whole day.
  let timed: { readonly atMs: number; readonly lags: readonly Lag[] } | undefined;
  async function lagOf(nowMs: number): Promise<readonly Lag[]> {
    if (!timed || nowMs - timed.atMs > LAG_HOLDS_MS)
      timed = { atMs: nowMs, lags: await overview.lag(tenant, new Date(nowMs - DAY_MS)) };
    return timed.lags;
  }
  async function samplesOf(standings: readonly ObjectStanding[]) {
    const over = standings
      .flatMap(({ lastRun, lastFieldRun }) => [lastRun ?? [], lastFieldRun ?? []].flat())
      .filter((run) => run.state === 'done' && isDryRun(run));
    return new Map(await Promise.all(over.map(async ({ id }) => [id, await deps.runs.sample(tenant, id)] as const)));
  }
  return {
    async report(reader: Reader): Promise<SyncReport> {
      const nowMs = now();
      const [standings, lags, letters, dryRuns, unpaired, canChangeMap, isTold, journal] = [
        await standingOf(deps, nowMs),
        await lagOf(nowMs),
        await overview.letters(tenant),
        await overview.dryRuns(tenant),
        await deps.unpaired.totals(tenant),
        await deps.canChangeMap(),
        await deps.switches.isTold(tenant),
        await deps.journal(),
      ];
      const atWorkForMs = deps.atWorkForMs();
      const samples = await samplesOf(standings);
      const views = { fields, reader, samples, urlOf };
      const given = { ...views, nowMs, lags, letters, dryRuns, unpaired, isTold, atWorkForMs, isConnected, aheadMs };
      const objects = standings.map(async (standing) => {
        const [may, readOnly] = await Promise.all([
          maySwitchOn(deps, tenant, standing.object, nowMs),
          readOnlySide(deps, standing.object),
        ]);
        return objectReport(given, standing, may, readOnly);
      });
      const at = new Date(nowMs).toISOString();
      return {
        ...{ at, systems: deps.systems, isInMap: true, canChangeMap, ...(journal && { journal }) },
        objects: await Promise.all(objects),
      };
    },
    async reviews(reader: Reader, { object, why, after }: ReviewsRequest): Promise<ReviewPage> {
      const mark = after === undefined ? undefined : readMark(after);
      const { items, next } = await list.page(tenant, { object, why }, mark, ITEMS);
      const lately = new Date(now() - UNDO_WITHIN_MS);
      const decided = mark ? [] : await list.decided(tenant, lately, MAX_DECIDED);
      const known = await overview.records(
        tenant,
        [...items, ...decided.map(({ item }) => item)].map(({ record }) => record),
      );
      const view = viewFor(reader, known.size === 0 ? new Map() : await deps.people());
      return {
        items: items.map((item) => itemView(view, item, known.get(item.record))),
        ...(next && { next: Buffer.from(JSON.stringify(next)).toString('base64url') }),
        decided: decided.map((one) => decidedView(view, one, known.get(one.item.record))),
      };
    },
    async letters(reader: Reader, filter: LettersRequest): Promise<LetterPage> {
      const found = await status.letters(tenant, filter, MAX_LETTERS + 1);
      const shown = found.slice(0, MAX_LETTERS);
      const known = await overview.records(
        tenant,
        shown.map(({ record }) => record),
      );
      const view = viewFor(reader, new Map());
      const letters = shown.map((letter) => letterView(view, letter, known.get(letter.record)));
      return { letters, isMore: found.length > MAX_LETTERS };
    },
    async unpaired(reader: Reader, { object }: UnpairedRequest): Promise<UnpairedPage> {
      return unpairedPage({ fields, reader, urlOf }, object, await deps.unpaired.find({ tenant, object }));
    },
  };
}

/** Throws ZodError where it is none of ours. */
function readMark(after: string): PageMark {
  const text = Buffer.from(after, 'base64url').toString();
  return PageMark.parse(/^\[(?:true|false),"[^"\\]*","[^"\\]*"\]$/.test(text) ? JSON.parse(text) : undefined);
}
