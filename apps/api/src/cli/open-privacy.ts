import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import { fitsWho } from '@sidelight/shared/privacy/who-text.ts';
import { createAuditDesk } from '../audit/desk.ts';
import { entriesAt } from '../audit/entry.ts';
import type { OnRecord } from '../audit/ports.ts';
import { createAccessHistory } from '../composition/access-history.ts';
import { addressFieldsOf } from '../composition/address-fields.ts';
import type { LookUpDeps } from '../privacy/look-up.ts';
import { nobody, type Person, plainAddress, together } from '../privacy/person.ts';
import type { ErasureLog, PersonRows } from '../privacy/ports.ts';
import { createKeyedMarks } from '../secrets/keyed-marks.ts';
import { createAuditLog } from '../store/audit-log.ts';
import { createErasureLog } from '../store/erasure-log.ts';
import { hasErasures } from '../store/marked.ts';
import { createPersonRows } from '../store/person-rows.ts';
import { readMap } from './map-folder.ts';
import { withJobs } from './open-jobs.ts';
import { openOwnTrail, operatorOf } from './own-trail.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { type CliDeps, FOUND, WRONGLY_ASKED } from './verb.ts';

export interface OpenedPrivacy extends LookUpDeps {
  readonly log: ErasureLog;
  readonly rows: PersonRows;
  /** A server can work in the database meanwhile. */
  readonly isShared: boolean;
  ownerOf(system: string): string;
  readonly backupsKeptMs: number;
  /** On record, as done by whoever runs the server, when it resolves. */
  onRecord(action: 'privacy.shown' | 'privacy.exported', person: Person): Promise<void>;
  /** The row of an erasure that is about to be asked for. */
  erasureRecord(person: Person): OnRecord;
}

const NO_KEY =
  'SECRETS_KEY or SESSION_SECRET is missing: people who were erased are known again by a key that has to last. See docs/secrets.md\n';

/** What one tenant holds about people, for as long as `work` takes. */
export async function withPrivacy(around: CliDeps, work: (opened: OpenedPrivacy) => Promise<number>): Promise<number> {
  const map = await readMap(around);
  return withJobs(around, async ({ jobs, db, config }) => {
    const tenant = tenantOf(config, around.env);
    if (!tenant) {
      around.err(WHICH_TENANT);
      return WRONGLY_ASKED;
    }
    const { sessionSecret: signingKey } = config;
    if (!signingKey) {
      around.err(NO_KEY);
      return FOUND;
    }
    const { store, keysOf, trail } = openOwnTrail({
      ...{ db, config, now: around.now },
      onTrouble: () => around.err('the audit does not take rows: it is put on record when a server is back\n'),
    });
    const desk = createAuditDesk({ tenant, log: createAuditLog(db), keysOf, now: around.now });
    const marks = createKeyedMarks({ tenant, store, signingKey, isInUse: () => hasErasures(db, tenant) });
    const owners = new Map(Object.entries(map.systems).map(([system, { owners: own }]) => [system, own.business]));
    const made = entriesAt(around.now);
    const entryOf = (action: AuditAction, { users: [requesterId] }: Person) =>
      made(action, operatorOf(tenant), '', { about: 'command line', requesterId });
    const code = await work({
      ...{ tenant, log: createErasureLog(db, jobs), rows: createPersonRows(db, addressFieldsOf(map)) },
      ...{ accessHistory: createAccessHistory(desk), marksOf: marks.of },
      ...{ isShared: 'url' in config.database, ownerOf: (system) => owners.get(system) ?? 'operator' },
      backupsKeptMs: config.backupsKeptMs,
      onRecord: (action, person) => trail.write(entryOf(action, person)),
      erasureRecord: (person) => trail.onRecord(entryOf('privacy.erasure_asked', person)),
    });
    await trail.close();
    return code;
  });
}

export const WHO = 'say who: an e-mail address, user:<id> of the helpdesk, or contact:<id> of the CRM\n';

/** Whom an operand names; undefined where it names nobody. */
export function whoIs(text: string | undefined): Person | undefined {
  if (text === undefined) return undefined;
  const [, kind, id = ''] = /^(user|contact):([\w-]{1,64})$/.exec(text) ?? [];
  if (kind === 'user') return together(nobody, { users: [id] });
  if (kind === 'contact') return together(nobody, { contacts: [id] });
  return fitsWho('email', text) ? together(nobody, { addresses: [plainAddress(text)] }) : undefined;
}
