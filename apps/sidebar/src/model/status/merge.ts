import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { Status } from '@sidelight/shared/health/status.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';

/** The report with what the stream says newer. */
export const merge = (report: StatusReport, { systems, incidents }: Status): StatusReport => ({
  ...report,
  systems,
  incidents,
});

const names = (incidents: readonly Incident[]): string =>
  incidents
    .map(({ id }) => id)
    .sort()
    .join();

/** An incident came or went: what only the whole report holds has changed with it. */
export const hasOthers = (before: Pick<Status, 'incidents'>, after: Pick<Status, 'incidents'>): boolean =>
  names(before.incidents) !== names(after.incidents);
