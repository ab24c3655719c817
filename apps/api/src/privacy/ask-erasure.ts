import type { EraseReason } from '@sidelight/shared/privacy/erase-reasons.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { isUnknown, ownTextsOf, type Person, textsOf } from './person.ts';
import type { ErasureCause, ErasureLog, PersonRows } from './ports.ts';

export interface AskErasureDeps {
  readonly tenant: TenantId;
  readonly log: Pick<ErasureLog, 'ask'>;
  readonly rows: Pick<PersonRows, 'widen'>;
  marksOf(texts: readonly string[]): Promise<readonly string[]>;
}

/**
 * From the moment this answers nothing of them is stored any more; what is stored is erased by a job. Undefined where
 * nothing is known that one could go by.
 */
export async function askErasure(
  { tenant, log, rows, marksOf }: AskErasureDeps,
  known: Person,
  cause: ErasureCause,
  by: string,
  { reason, record }: { readonly reason?: EraseReason; readonly record?: OnRecord } = {},
): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  if (isUnknown(known)) return undefined;
  const person = await rows.widen(tenant, known);
  const [marks, own] = [await marksOf(textsOf(person)), await marksOf(ownTextsOf(person))];
  return log.ask(tenant, { person, cause, by, reason, marks, own }, record);
}
