import type { RunKind } from './sync-report.ts';

/** A run that writes nothing. */
export const isDryRun = ({ kind }: { readonly kind: RunKind }): boolean =>
  kind === 'dry_run' || kind === 'backfill_dry_run';
