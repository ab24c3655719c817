import { readConfig } from '../config/config.ts';
import { createAuditTrail } from '../store/audit.ts';
import { openDatabase } from '../store/database.ts';
import { createEndedSessions } from '../store/ended-sessions.ts';
import { flag } from './arguments/option.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

export const sessionsEnd = defineVerb({
  name: 'sessions end',
  takes: '<helpdesk user id> | --everybody',
  help: 'puts one person out, or with --everybody all of a helpdesk: at every process, at once',
  options: { everybody: flag('of the helpdesk, e.g. when its app has been uninstalled') },
  operands: 1,
  async run({ values, operands: [userId] }, around, refuse) {
    const isAll = values.everybody === true;
    if (isAll ? userId !== undefined : !/^\d{1,20}$/.test(userId ?? '')) return refuse();
    const config = readConfig(around.env);
    const tenant = tenantOf(config, around.env);
    if (!tenant) {
      around.err(WHICH_TENANT);
      return WRONGLY_ASKED;
    }
    const { db, close } = await openDatabase(config.database);
    let lost = 0;
    const audit = createAuditTrail(db, () => lost++);
    try {
      await createEndedSessions(db).put({ tenant, userId: userId ?? '', beforeMs: around.now() });
      audit.record({
        ...{ tenant, atMs: around.now(), requestId: '', actorId: '', role: 'operator', action: 'session.ended' },
        about: userId ?? 'everybody',
      });
      await audit.close();
    } finally {
      await close();
    }
    around.out(`all sessions of ${isAll ? tenant : `${userId} at ${tenant}`} until now have ended\n`);
    return lost === 0 ? OK : FOUND;
  },
});
