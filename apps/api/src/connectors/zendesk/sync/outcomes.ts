import type { ItemOutcome, SyncRecord } from '../../sync-port.ts';
import type { End } from './turns.ts';

/** What is said of an item: how far it came, and what the side holds now. */
export function outcomeOf({ refusal, isUnknown = false }: End, record: SyncRecord | undefined): ItemOutcome {
  if (isUnknown) return { kind: 'unknown' };
  if (refusal) {
    const written = record && { versionMs: record.versionMs, values: record.values };
    return { kind: 'refused', ...refusal, ...(written && refusal.why !== 'gone' ? { written } : {}) };
  }
  if (!record) return { kind: 'unknown' };
  return { kind: 'written', id: record.id, versionMs: record.versionMs, values: record.values };
}
