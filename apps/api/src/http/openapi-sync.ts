import { MonthlyReport } from '@sidelight/shared/sync/monthly-report.ts';
import { LetterPage, ReviewPage } from '@sidelight/shared/sync/review.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import {
  DecideAnswer,
  DecideRequest,
  FieldApplyRequest,
  FieldPatchRequest,
  PauseRequest,
  ProposalPage,
  ReplayRequest,
  RuleApplyAnswer,
  RuleApplyRequest,
  RulePatchAnswer,
  RulePatchRequest,
  RunRequest,
  SwitchRequest,
  SyncCommandAnswer,
  UndoRequest,
} from '@sidelight/shared/sync/sync-request.ts';
import { UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import { operation } from './openapi-operation.ts';

/** What `/v1/sync` answers. */
export const syncPaths = () => ({
  '/v1/sync': { get: operation({ summary: 'For leads: how the CRM and the helpdesk agree', answer: SyncReport }) },
  '/v1/sync/report': {
    get: operation({
      summary: 'For admins: a month of it, as in ?month=2026-10, with the month before beside it',
      answer: MonthlyReport,
    }),
  },
  '/v1/sync/reviews': {
    get: operation({ summary: 'For leads: what waits for a person, page by page', answer: ReviewPage }),
    post: operation({
      summary: 'Decides items: a side’s value, neither, or another one',
      ...{ ask: DecideRequest, answer: DecideAnswer },
    }),
  },
  '/v1/sync/reviews/undo': {
    post: operation({ summary: 'Takes decisions of the last hour back', ask: UndoRequest, answer: DecideAnswer }),
  },
  '/v1/sync/letters': { get: operation({ summary: 'For leads: values that were not accepted', answer: LetterPage }) },
  '/v1/sync/unpaired': {
    get: operation({
      summary: 'For leads: what has no partner and what may be there twice, as in ?object=contact',
      answer: UnpairedPage,
    }),
  },
  '/v1/sync/rule/patch': {
    post: operation({
      summary: 'The map with another rule, made from an item, as a patch',
      ...{ ask: RulePatchRequest, answer: RulePatchAnswer },
    }),
  },
  '/v1/sync/rule': {
    post: operation({
      summary: 'For admins: the same, written where the map may be changed',
      ...{ ask: RuleApplyRequest, answer: RuleApplyAnswer },
    }),
  },
  '/v1/sync/runs': {
    post: operation({
      summary: 'For admins: a dry run, a comparison, or one that may change as much as it finds',
      ...{ ask: RunRequest, answer: SyncCommandAnswer },
    }),
  },
  '/v1/sync/runs/pause': {
    post: operation({
      summary: 'For admins: holds one that is under way, or goes on with it',
      ...{ ask: PauseRequest, answer: SyncCommandAnswer },
    }),
  },
  '/v1/sync/fields': {
    get: operation({
      summary: 'For leads: fields that both sides have and the map has not',
      answer: ProposalPage,
    }),
    post: operation({
      summary: 'For admins: the map with one of them, written where the map may be changed',
      ...{ ask: FieldApplyRequest, answer: RuleApplyAnswer },
    }),
  },
  '/v1/sync/fields/patch': {
    post: operation({
      summary: 'The map with one of them, as a patch',
      ...{ ask: FieldPatchRequest, answer: RulePatchAnswer },
    }),
  },
  '/v1/sync/switch': {
    post: operation({
      summary: 'For admins: switches a kind of record on, once a dry run was seen, or off',
      ...{ ask: SwitchRequest, answer: SyncCommandAnswer },
    }),
  },
  '/v1/sync/replay': {
    post: operation({
      summary: 'For admins: tries values again that were not accepted',
      ...{ ask: ReplayRequest, answer: SyncCommandAnswer },
    }),
  },
});
