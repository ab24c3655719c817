import { createHash } from 'node:crypto';
import type { RuleApplyAnswer, RulePatchAnswer, RuleRefusal } from '@sidelight/shared/sync/sync-request.ts';
import type { OnRecord } from '../../audit/ports.ts';
import type { RulePatch } from '../../map/compare/rule-patch.ts';

/** `map/sync.yaml` as it stands where the map is kept. */
export interface SyncFile {
  /** Undefined where it cannot be read. `folder`: what its folder is called where the map is kept. */
  read(signal: AbortSignal): Promise<{ readonly text: string; readonly folder: string } | undefined>;
  canWrite(): Promise<boolean>;
  /** Takes it over too. `changed`: it is not `before` any more. `faulty`: the map would not do. */
  replace(before: string, after: string, signal: AbortSignal): Promise<'done' | 'changed' | 'faulty'>;
}

/** A change of the map that nobody has made yet, or why it cannot be. */
type Made =
  | { readonly kind: 'patch'; readonly before: string; readonly patch: string; readonly text: string }
  | { readonly kind: 'refused'; readonly why: RuleRefusal };

/** What a person has looked at, so that nothing else is changed. */
const baseOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const refused = <W extends string>(why: W) => ({ kind: 'refused', why }) as const;

/** What would become of the file as it stands now. */
export async function madeOf(
  file: SyncFile,
  change: (text: string, folder: string) => RulePatch,
  signal: AbortSignal,
): Promise<Made> {
  const kept = await file.read(signal);
  if (!kept) return refused('cannot_be_written');
  const patch = change(kept.text, kept.folder);
  return patch.kind === 'patch' ? { ...patch, before: kept.text } : refused(patch.kind);
}

/** Shows a change of the map before anybody makes it. */
export async function showPatch(file: SyncFile, make: () => Promise<Made>): Promise<RulePatchAnswer> {
  const found = await make();
  if (found.kind === 'refused') return found;
  return { kind: 'patch', patch: found.patch, base: baseOf(found.before), canApply: await file.canWrite() };
}

/** Makes a change of the map that a person has looked at, where nothing else has changed since. */
export async function applyPatch(
  file: SyncFile,
  base: string,
  make: () => Promise<Made>,
  record: OnRecord,
  signal: AbortSignal,
): Promise<RuleApplyAnswer> {
  if (!(await file.canWrite())) return refused('read_only');
  const found = await make();
  if (found.kind === 'refused') return found;
  if (baseOf(found.before) !== base) return refused('changed_meanwhile');
  // A file is in no transaction: what is about to be done is on record first.
  await record.settle();
  const outcome = await file.replace(found.before, found.text, signal);
  if (outcome === 'done') return { kind: 'done' };
  return refused(outcome === 'changed' ? 'changed_meanwhile' : 'cannot_be_written');
}
