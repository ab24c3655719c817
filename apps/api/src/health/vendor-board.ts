import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { PageReading } from '../connectors/page-reader.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { type PeriodicTask, paced } from '../jobs/periodic-task.ts';
import type { HealthSnapshot } from './snapshot.ts';

export interface VendorPage {
  readonly system: string;
  readonly connector: string;
  readonly source: string;
  /** Where a person reads it. */
  readonly url: string;
  /** Rejects with UpstreamError when it cannot be read. */
  read(): Promise<PageReading>;
}

/** Reads the vendors' own status pages now and then, where somebody wants to know: a second opinion, never mixed into health. */
export function createVendorBoard(
  pages: readonly VendorPage[],
  { everyMs, now }: { readonly everyMs: number; now(): number },
) {
  const reports = new Map<string, VendorReport>();

  async function look(page: VendorPage, signal: AbortSignal): Promise<void> {
    const { system, connector, source, url } = page;
    try {
      const { says, readAtMs } = await page.read();
      reports.set(connector, { system, connector, source, url, ...says, readAt: new Date(readAtMs).toISOString() });
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      const readAt = reports.get(connector)?.readAt ?? new Date(now()).toISOString();
      if (!signal.aborted) reports.set(connector, { system, connector, source, url, state: 'unknown', readAt });
    }
  }
  // The reading is shared and no older than `everyMs`; looking more often finds it soon after it was made.
  const task = paced(
    {
      name: 'vendor pages',
      run: async (signal) => void (await Promise.all(pages.map((page) => look(page, signal)))),
    },
    now,
    () => everyMs / 4,
  );
  return {
    /** Reads while it is wanted. */
    task: (isWanted: () => boolean): PeriodicTask => ({
      name: task.name,
      async run(signal) {
        if (isWanted()) await task.run(signal);
      },
    }),
    reports: (): readonly VendorReport[] => [...reports.values()],
  };
}

/** What a vendor admits during an incident goes onto its timeline, once each time it changes. */
export function noteVendors(
  snapshot: HealthSnapshot,
  append: (id: string, report: VendorReport) => Promise<void>,
): PeriodicTask {
  return {
    name: 'vendor notes',
    async run() {
      const { vendors, incidents } = snapshot.known();
      for (const incident of incidents) {
        for (const report of vendors.filter(({ system }) => system === incident.system)) {
          if (report.state === 'unknown') continue;
          const last = incident.timeline.findLast(
            (entry) => entry.kind === 'vendor' && entry.report.connector === report.connector,
          );
          const before = last?.kind === 'vendor' ? last.report.state : 'operational';
          if (before !== report.state) await append(incident.id, report);
        }
      }
    },
  };
}
