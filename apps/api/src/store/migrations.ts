import type { Migration } from 'kysely/migration';
import * as readPath from './migrations/0001-read-path.ts';
import * as health from './migrations/0002-health.ts';
import * as delivery from './migrations/0003-delivery.ts';
import * as observations from './migrations/0004-observations.ts';
import * as secrets from './migrations/0005-secrets.ts';
import * as tenants from './migrations/0006-tenants.ts';
import * as rollout from './migrations/0007-rollout.ts';
import * as inbox from './migrations/0008-inbox.ts';
import * as unmarked from './migrations/0009-unmarked.ts';
import * as linkFacts from './migrations/0010-link-facts.ts';
import * as jobs from './migrations/0011-jobs.ts';
import * as callUsage from './migrations/0012-call-usage.ts';
import * as periodicTasks from './migrations/0014-periodic-tasks.ts';
import * as stepReasons from './migrations/0015-step-reasons.ts';
import * as sync from './migrations/0016-sync.ts';
import * as syncUndo from './migrations/0017-sync-undo.ts';
import * as makings from './migrations/0018-makings.ts';
import * as support from './migrations/0019-support.ts';
import * as syncIntake from './migrations/0020-sync-intake.ts';
import * as syncFigures from './migrations/0021-sync-figures.ts';
import * as syncCorrections from './migrations/0022-sync-corrections.ts';
import * as syncFieldsAside from './migrations/0023-sync-fields.ts';
import * as syncBackfill from './migrations/0024-sync-backfill.ts';
import * as syncErasures from './migrations/0025-sync-erasures.ts';
import * as syncPace from './migrations/0026-sync-pace.ts';
import * as syncWaiting from './migrations/0028-sync-waiting.ts';
import * as syncOrder from './migrations/0029-sync-order.ts';
import * as incidentWarnings from './migrations/0030-incident-warnings.ts';
import * as syncDecided from './migrations/0031-sync-decided.ts';
import * as syncReadPages from './migrations/0032-sync-read-pages.ts';
import * as syncUnpaired from './migrations/0033-sync-unpaired.ts';
import * as plannedMaintenance from './migrations/0034-planned-maintenance.ts';
import * as answersHandled from './migrations/0035-answers-handled.ts';
import * as webhookGroups from './migrations/0036-webhook-groups.ts';
import * as pickedAt from './migrations/0037-picked-at.ts';
import * as risksOfTicket from './migrations/0038-risks-of-ticket.ts';
import * as issueReports from './migrations/0039-issue-reports.ts';
import * as journals from './migrations/0040-journals.ts';
import * as auditChain from './migrations/0041-audit-chain.ts';
import * as endedSessions from './migrations/0043-ended-sessions.ts';
import * as erasures from './migrations/0045-erasures.ts';
import * as fieldReveals from './migrations/0046-field-reveals.ts';
import * as webhookAlarms from './migrations/0047-webhook-alarms.ts';
import * as agentChecks from './migrations/0048-agent-checks.ts';
import * as restorablePeople from './migrations/0049-restorable-people.ts';
import * as believedAnswers from './migrations/0050-believed-answers.ts';
import * as mapInUse from './migrations/0051-map-in-use.ts';

import * as processes from './migrations/0052-processes.ts';

import * as agentSessions from './migrations/0053-agent-sessions.ts';
import * as subscribed from './migrations/0054-subscribed.ts';

/** By name, which is also their order. */
export type Migrations = Readonly<Record<string, Migration>>;

/** Everything this build knows of. What a new one may do is in docs/deploy.md, and checked by a test. */
export const migrations: Migrations = {
  '0001-read-path': readPath,
  '0002-health': health,
  '0003-delivery': delivery,
  '0004-observations': observations,
  '0005-secrets': secrets,
  '0006-tenants': tenants,
  '0007-rollout': rollout,
  '0008-inbox': inbox,
  '0009-unmarked': unmarked,
  '0010-link-facts': linkFacts,
  '0011-jobs': jobs,
  '0012-call-usage': callUsage,
  '0014-periodic-tasks': periodicTasks,
  '0015-step-reasons': stepReasons,
  '0016-sync': sync,
  '0017-sync-undo': syncUndo,
  '0018-makings': makings,
  '0019-support': support,
  '0020-sync-intake': syncIntake,
  '0021-sync-figures': syncFigures,
  '0022-sync-corrections': syncCorrections,
  '0023-sync-fields': syncFieldsAside,
  '0024-sync-backfill': syncBackfill,
  '0025-sync-erasures': syncErasures,
  '0026-sync-pace': syncPace,
  '0028-sync-waiting': syncWaiting,
  '0029-sync-order': syncOrder,
  '0030-incident-warnings': incidentWarnings,
  '0031-sync-decided': syncDecided,
  '0032-sync-read-pages': syncReadPages,
  '0033-sync-unpaired': syncUnpaired,
  '0034-planned-maintenance': plannedMaintenance,
  '0035-answers-handled': answersHandled,
  '0036-webhook-groups': webhookGroups,
  '0037-picked-at': pickedAt,
  '0038-risks-of-ticket': risksOfTicket,
  '0039-issue-reports': issueReports,
  '0040-journals': journals,
  '0041-audit-chain': auditChain,
  '0043-ended-sessions': endedSessions,
  '0045-erasures': erasures,
  '0046-field-reveals': fieldReveals,
  '0047-webhook-alarms': webhookAlarms,
  '0048-agent-checks': agentChecks,
  '0049-restorable-people': restorablePeople,
  '0050-believed-answers': believedAnswers,
  '0051-map-in-use': mapInUse,
  '0052-processes': processes,
  '0053-agent-sessions': agentSessions,
  '0054-subscribed': subscribed,
};
