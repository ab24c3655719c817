import { sql } from 'kysely';
import { OF_AGENT } from '../secrets/ports.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

interface AgentOf {
  readonly tenant: TenantId;
  readonly userId: string;
}

/** Whose sessions may still last, of those who let the helpdesk be asked as them. */
export interface AgentSessions {
  extend(who: AgentOf, untilMs: number): Promise<void>;
  /**
   * Some whose sessions have all ended, and who are still let ask: each this caller's alone, and due again at `againMs`
   * unless it is forgotten. Of whom nothing is known, what they allowed was used `unknownMs` ago for the last time.
   */
  takeEnded(atMs: number, againMs: number, unknownMs: number): Promise<readonly AgentOf[]>;
  /** What is left of those who are not let ask any more. */
  forgetEnded(atMs: number): Promise<void>;
}

const MOST = 50;

export function createAgentSessions(db: Database): AgentSessions {
  return {
    async extend({ tenant, userId }, untilMs) {
      await sql`insert into agent_sessions (tenant, user_id, until) values (${tenant}, ${userId}, ${new Date(untilMs)})
        on conflict (tenant, user_id) do update set until = greatest(agent_sessions.until, excluded.until)`.execute(db);
    },
    async takeEnded(atMs, againMs, unknownMs) {
      const [at, again, unknown] = [new Date(atMs), new Date(againMs), new Date(atMs - unknownMs)];
      const { rows } = await sql<{ tenant: string; user_id: string }>`with ended as (
          select s.tenant, substr(s.system, ${OF_AGENT.length + 1}) as user_id, max(s.set_at) as set_at from secrets s
          where s.system like ${`${OF_AGENT}%`} group by s.tenant, s.system
        )
        insert into agent_sessions as e (tenant, user_id, until)
        select tenant, user_id, ${again} from ended
        where coalesce((select until from agent_sessions a where a.tenant = ended.tenant and a.user_id = ended.user_id)
          < ${at}, set_at < ${unknown})
        limit ${MOST}
        on conflict (tenant, user_id) do update set until = excluded.until where e.until < ${at}
        returning tenant, user_id`.execute(db);
      return rows.flatMap(({ tenant, user_id: userId }) => {
        const id = tenantId(tenant);
        return id ? [{ tenant: id, userId }] : [];
      });
    },
    async forgetEnded(atMs) {
      await sql`delete from agent_sessions e where until < ${new Date(atMs)}
        and not exists (select from secrets s where s.tenant = e.tenant and s.system = ${OF_AGENT} || e.user_id)`.execute(
        db,
      );
    },
  };
}
