import type { AuditCheck } from '@sidelight/shared/audit/audit-page.ts';
import { text } from './arguments/option.ts';
import { withAudit } from './open-audit.ts';
import { defineVerb, FOUND, OK } from './verb.ts';

const HEAD = /^(\d{1,15}) ([0-9a-f]{64})$/;

const SAYS: Readonly<Record<AuditCheck['findings'][number]['kind'], string>> = {
  edited: 'was edited, or the row before it',
  missing: 'is missing',
  repeated: 'is there twice, or out of order',
  cut: 'is missing at the end',
  rewritten: 'is not as it was when the end was signed: all of it was written anew',
  forged: 'has a signature that this server’s key did not make',
  unsigned: 'is beyond the end that the store knows of',
};

const CLOSED =
  'The key that signs the ends does not open with this SECRETS_KEY: the rows fit together or not as said above, and no end was looked at or signed. ' +
  'Set the right key; see docs/secrets.md.\n';

export const auditVerify = defineVerb({
  name: 'audit verify',
  takes: '[--head "number hash"]',
  help: 'goes through the audit of a helpdesk row by row and names what was edited, deleted, moved or removed at the end',
  options: {
    head: text(
      '"number hash"',
      'an end that you kept elsewhere, as `audit head` or the log says it: it must be in the chain',
    ),
  },
  async run({ values: { head } }, around, refuse) {
    const kept = head === undefined ? undefined : HEAD.exec(head);
    if (kept === null) return refuse('a head is a number and 64 hexadecimal digits, as the server’s log says it');
    return withAudit(around, async ({ desk, tenant }) => {
      const known = kept ? [{ seq: Number(kept[1]), hash: kept[2] ?? '' }] : [];
      const { rows, findings, signedAt, endsUnread } = await desk.check(known);
      const signed = signedAt === undefined ? 'its end was never signed' : `its end was last signed at ${signedAt}`;
      around.out(`${tenant}: ${rows} rows; ${signed}\n`);
      for (const { kind, seq, until } of findings)
        around.out(`row ${seq}${until === undefined ? '' : ` to ${until}`} ${SAYS[kind]}\n`);
      if (endsUnread) around.err(CLOSED);
      else if (findings.length === 0) around.out('nothing was changed\n');
      return findings.length === 0 && !endsUnread ? OK : FOUND;
    });
  },
});

export const auditHead = defineVerb({
  name: 'audit head',
  takes: '',
  help: 'signs the end of the audit and prints it, to be kept where whoever may change the database cannot',
  options: {},
  run: (_asked, around) =>
    withAudit(around, async ({ desk, tenant }) => {
      const head = await desk.sign();
      if (head === 'key_closed') {
        around.err(CLOSED);
        return FOUND;
      }
      if (head === 'no_row') {
        around.out(`the audit of ${tenant} has no row yet\n`);
        return OK;
      }
      const { seq, hash, at, publicKey, signature } = head;
      around.out(`${seq} ${hash}\nsigned ${at}\nkey ${publicKey}\nsignature ${signature}\n`);
      return OK;
    }),
});
