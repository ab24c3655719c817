import { AuditCheck, AuditPage } from '@sidelight/shared/audit/audit-page.ts';
import { BackgroundBoot } from '@sidelight/shared/context/background-boot.ts';
import { Boot } from '@sidelight/shared/context/boot.ts';
import { ContextEvent } from '@sidelight/shared/context/event.ts';
import { RevealAnswer } from '@sidelight/shared/context/reveal.ts';
import { SearchAnswer } from '@sidelight/shared/context/search.ts';
import { CorrectAnswer, TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import { IssueReport, TicketIssues } from '@sidelight/shared/customer/ticket-issues.ts';
import { Problem } from '@sidelight/shared/failure/problem.ts';
import { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { Corrections } from '@sidelight/shared/health/correction.ts';
import { TellAnswer } from '@sidelight/shared/health/request.ts';
import { BannerEvent, StatusEvent } from '@sidelight/shared/health/status.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { People, TagAnswer, Touched } from '@sidelight/shared/health/touched.ts';
import { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import { JobsAnswer, JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { MapPicture } from '@sidelight/shared/map/picture.ts';
import { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import { EraseAnswer, Erasures, PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';
import { AgentCheck, AgentCheckAnswer } from '@sidelight/shared/setup/agent-check.ts';
import { AppWebhookAnswer, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import { ConnectAnswer, OauthStart } from '@sidelight/shared/setup/connection.ts';
import { Disconnected } from '@sidelight/shared/setup/disconnected.ts';
import { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import { PreviewAnswer } from '@sidelight/shared/setup/preview.ts';
import { RolloutAnswer } from '@sidelight/shared/setup/rollout.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import { WebhookAnswer } from '@sidelight/shared/setup/webhook.ts';
import { LetterPage, ReviewPage } from '@sidelight/shared/sync/review.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import {
  DecideAnswer,
  ProposalPage,
  RuleApplyAnswer,
  RulePatchAnswer,
  SyncCommandAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import { UnpairedPage } from '@sidelight/shared/sync/unpaired.ts';
import type { Plugin } from 'vite';
import { z } from 'zod';
import { compileSchemas } from './compile-schema.ts';

/** The checks the browser runs on everything that reaches it, from the same schemas as the API. */
export const wireModule = (): string =>
  compileSchemas({
    isBoot: z.toJSONSchema(Boot),
    isContextEvent: z.toJSONSchema(ContextEvent),
    isProblem: z.toJSONSchema(Problem),
  });

/** The same for the status page, which never sees a ticket. */
export const statusWireModule = (): string =>
  compileSchemas({
    isBoot: z.toJSONSchema(Boot),
    isProblem: z.toJSONSchema(Problem),
    isStatusReport: z.toJSONSchema(StatusReport),
    isStatusEvent: z.toJSONSchema(StatusEvent),
    isMapPicture: z.toJSONSchema(MapPicture),
    isAnswersAtRisk: z.toJSONSchema(AnswersAtRisk),
  });

/** The lists behind counts on the leads' page, once its incidents are drawn. */
const listsWireModule = (): string =>
  compileSchemas({
    isTouched: z.toJSONSchema(Touched),
    isPeople: z.toJSONSchema(People),
    isTagAnswer: z.toJSONSchema(TagAnswer),
  });

/** What the banner reads besides. */
const bannerWireModule = (): string =>
  compileSchemas({ isStatusEvent: z.toJSONSchema(BannerEvent), isTellAnswer: z.toJSONSchema(TellAnswer) });

/** What the page without a screen reads; of the status stream so little that it checks that itself. */
export const backgroundWireModule = (): string =>
  compileSchemas({
    isBackgroundBoot: z.toJSONSchema(BackgroundBoot),
    isProblem: z.toJSONSchema(Problem),
    isWarningAnswer: z.toJSONSchema(WarningAnswer),
  });

/** What only an admin's page reads, and only once its tab is opened. */
export const setupWireModule = (): string =>
  compileSchemas({
    isSetup: z.toJSONSchema(Setup),
    isConnectAnswer: z.toJSONSchema(ConnectAnswer),
    isDisconnected: z.toJSONSchema(Disconnected),
    isOauthStart: z.toJSONSchema(OauthStart),
    isWebhookAnswer: z.toJSONSchema(WebhookAnswer),
    isRolloutAnswer: z.toJSONSchema(RolloutAnswer),
    isJobsReport: z.toJSONSchema(JobsReport),
    isJobsAnswer: z.toJSONSchema(JobsAnswer),
  });

/** What is read of webhooks of vendors' own apps, once the setup page stands. */
const appWebhooksWireModule = (): string =>
  compileSchemas({ isAppWebhooks: z.toJSONSchema(AppWebhooks), isAppWebhookAnswer: z.toJSONSchema(AppWebhookAnswer) });

/** Who decides which tickets an agent sees, once the setup page stands. */
const agentCheckWireModule = (): string =>
  compileSchemas({ isAgentCheck: z.toJSONSchema(AgentCheck), isAgentCheckAnswer: z.toJSONSchema(AgentCheckAnswer) });

/** What is read of keys, members of groups and for a preview, once the setup page stands. */
const setupPartsWireModule = (): string =>
  compileSchemas({
    isStoredKeys: z.toJSONSchema(StoredKeys),
    isGroupMembers: z.toJSONSchema(GroupMembers),
    isPreviewAnswer: z.toJSONSchema(PreviewAnswer),
  });

/** What the Sync page reads, once its tab is opened. */
export const syncWireModule = (): string =>
  compileSchemas({
    isSyncReport: z.toJSONSchema(SyncReport),
    isReviewPage: z.toJSONSchema(ReviewPage),
    isLetterPage: z.toJSONSchema(LetterPage),
    isProposalPage: z.toJSONSchema(ProposalPage),
    isDecideAnswer: z.toJSONSchema(DecideAnswer),
    isSyncCommandAnswer: z.toJSONSchema(SyncCommandAnswer),
    isRulePatchAnswer: z.toJSONSchema(RulePatchAnswer),
    isRuleApplyAnswer: z.toJSONSchema(RuleApplyAnswer),
  });

/** What the Audit page reads, once its tab is opened. */
const auditWireModule = (): string =>
  compileSchemas({ isAuditPage: z.toJSONSchema(AuditPage), isAuditCheck: z.toJSONSchema(AuditCheck) });

/** What the Privacy page reads, once its tab is opened. */
const privacyWireModule = (): string =>
  compileSchemas({
    isPrivacyReport: z.toJSONSchema(PrivacyReport),
    isEraseAnswer: z.toJSONSchema(EraseAnswer),
    isErasures: z.toJSONSchema(Erasures),
    isErasureReceipt: z.toJSONSchema(ErasureReceipt),
  });

/** What is read of records without a partner, once the Sync page stands. */
const syncUnpairedWireModule = (): string => compileSchemas({ isUnpairedPage: z.toJSONSchema(UnpairedPage) });

/** What is asked beside a ticket of fields that both sides hold. */
export const syncedWireModule = (): string =>
  compileSchemas({ isTicketFields: z.toJSONSchema(TicketFields), isCorrectAnswer: z.toJSONSchema(CorrectAnswer) });

/** What is read of answers that turned out different, where there are any. */
const answersWireModule = (): string => compileSchemas({ isCorrections: z.toJSONSchema(Corrections) });

/** What a search of the CRM comes to, once somebody wants to search. */
const findWireModule = (): string => compileSchemas({ isSearchAnswer: z.toJSONSchema(SearchAnswer) });

/** How a ticket stands to known issues, once one is unfolded. */
const reportsWireModule = (): string =>
  compileSchemas({ isTicketIssues: z.toJSONSchema(TicketIssues), isIssueReport: z.toJSONSchema(IssueReport) });

/** What comes of having a masked value shown. */
const revealWireModule = (): string => compileSchemas({ isRevealAnswer: z.toJSONSchema(RevealAnswer) });

const MODULES: Readonly<Record<string, () => string>> = {
  'virtual:wire': wireModule,
  'virtual:banner-wire': bannerWireModule,
  'virtual:background-wire': backgroundWireModule,
  'virtual:status-wire': statusWireModule,
  'virtual:lists-wire': listsWireModule,
  'virtual:setup-wire': setupWireModule,
  'virtual:app-webhooks-wire': appWebhooksWireModule,
  'virtual:agent-check-wire': agentCheckWireModule,
  'virtual:setup-parts-wire': setupPartsWireModule,
  'virtual:audit-wire': auditWireModule,
  'virtual:privacy-wire': privacyWireModule,
  'virtual:sync-wire': syncWireModule,
  'virtual:sync-unpaired-wire': syncUnpairedWireModule,
  'virtual:synced-wire': syncedWireModule,
  'virtual:answers-wire': answersWireModule,
  'virtual:find-wire': findWireModule,
  'virtual:reports-wire': reportsWireModule,
  'virtual:reveal-wire': revealWireModule,
};

export function wirePlugin(): Plugin {
  return {
    name: 'sidelight-wire',
    resolveId: (id) => (id in MODULES ? `\0${id}` : null),
    load: (id) => MODULES[id.slice(1)]?.() ?? null,
  };
}
