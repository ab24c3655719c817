import type { RuleApplyAnswer, RuleRefusal } from '@sidelight/shared/sync/sync-request.ts';
import { baseOf } from './map-base.ts';

/** `map/sync.yaml` as it stands where the map is kept. */
export interface SyncFile {
  /** Undefined where it cannot be read. `folder`: what its folder is called where the map is kept. */
  read(signal: AbortSignal): Promise<{ readonly text: string; readonly folder: string } | undefined>;
  canWrite(): Promise<boolean>;
  /** Takes it over too. `changed`: it is not `before` any more. `faulty`: the map would not do. */
  replace(before: string, after: string, signal: AbortSignal): Promise<'done' | 'changed' | 'faulty'>;
}

type Made =
  | { readonly kind: 'patch'; readonly before: string; readonly text: string }
  | { readonly kind: 'refused'; readonly why: RuleRefusal };

const refused = <W extends string>(why: W) => ({ kind: 'refused', why }) as const;

/** Makes a change of the map that a person has looked at, where nothing else has changed since. */
export async function applyPatch(
  file: SyncFile,
  base: string,
  make: () => Promise<Made>,
  signal: AbortSignal,
): Promise<RuleApplyAnswer> {
  if (!(await file.canWrite())) return refused('read_only');
  const found = await make();
  if (found.kind === 'refused') return found;
  if (baseOf(found.before) !== base) return refused('changed_meanwhile');
  const outcome = await file.replace(found.before, found.text, signal);
  if (outcome === 'done') return { kind: 'done' };
  return refused(outcome === 'changed' ? 'changed_meanwhile' : 'cannot_be_written');
}
