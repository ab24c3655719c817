import { entriesAt } from '../audit/entry.ts';
import { createEndedSessions } from '../store/ended-sessions.ts';
import { flag } from './arguments/option.ts';
import { withAudit } from './open-audit.ts';
import { operatorOf } from './own-trail.ts';
import { defineVerb, OK } from './verb.ts';

export const sessionsEnd = defineVerb({
  name: 'sessions end',
  takes: '<helpdesk user id> | --everybody',
  help: 'puts one person out, or with --everybody all of a helpdesk: at every process, at once',
  options: { everybody: flag('of the helpdesk, e.g. when its app has been uninstalled') },
  operands: 1,
  async run({ values, operands: [userId] }, around, refuse) {
    const isAll = values.everybody === true;
    if (isAll ? userId !== undefined : !/^\d{1,20}$/.test(userId ?? '')) return refuse();
    return withAudit(around, async ({ tenant, audited }) => {
      const atMs = around.now();
      await audited(
        entriesAt(() => atMs)('session.ended', operatorOf(tenant), '', { about: userId ?? 'everybody' }),
        (tx) => createEndedSessions(tx).put({ tenant, userId: userId ?? '', beforeMs: atMs }),
      );
      around.out(`all sessions of ${isAll ? tenant : `${userId} at ${tenant}`} until now have ended\n`);
      return OK;
    });
  },
});
