import { auditExport, auditSearch } from './audit-search.ts';
import { auditHead, auditVerify } from './audit-verify.ts';
import { incidentExport } from './incident-export.ts';
import { incidentReplay } from './incident-replay.ts';
import { jobsList } from './jobs-list.ts';
import { jobsDiscard, jobsRetry } from './jobs-settle.ts';
import { jobsShow } from './jobs-show.ts';
import { mapDiff } from './map-diff.ts';
import { mapDrift } from './map-drift.ts';
import { mapGraph } from './map-graph.ts';
import { mapImpact } from './map-impact.ts';
import { mapLint } from './map-lint.ts';
import { mapSchema } from './map-schema.ts';
import { mapShow } from './map-show.ts';
import { privacyErase } from './privacy-erase.ts';
import { privacyExport, privacyShow } from './privacy-show.ts';
import { report } from './report.ts';
import { secretsDiscard } from './secrets-discard.ts';
import { secretsList } from './secrets-list.ts';
import { secretsReseal } from './secrets-reseal.ts';
import { secretsRotate } from './secrets-rotate.ts';
import { sessionsEnd } from './sessions-end.ts';
import { syncBackfill } from './sync-backfill.ts';
import { syncPlan, syncReconcile } from './sync-compare.ts';
import { syncFields } from './sync-fields.ts';
import { syncReplay } from './sync-replay.ts';
import { syncReview } from './sync-review.ts';
import { syncStatus } from './sync-status.ts';
import { syncPause, syncResume, syncRun } from './sync-switch.ts';
import { syncDuplicates, syncOrphans } from './sync-unpaired.ts';
import { tenantsForget } from './tenants-forget.ts';
import type { Verb } from './verb.ts';

/** Everything that `sidelight` can be told, in the order in which its help lists it. */
export const verbs: readonly Verb[] = [
  ...[mapLint, mapShow, mapImpact, mapGraph, mapDiff, mapDrift, mapSchema],
  ...[incidentReplay, incidentExport, secretsList, secretsRotate, secretsReseal, secretsDiscard, sessionsEnd],
  ...[jobsList, jobsShow, jobsRetry, jobsDiscard],
  ...[syncStatus, syncPlan, syncRun, syncPause, syncResume, syncReconcile, syncBackfill, syncFields],
  ...[syncOrphans, syncDuplicates, syncReview, syncReplay],
  ...[auditVerify, auditSearch, auditExport, auditHead],
  ...[privacyShow, privacyExport, privacyErase, tenantsForget],
  report,
];
