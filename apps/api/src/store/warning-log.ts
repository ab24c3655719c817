import { sql } from 'kysely';
import type { WarningLog } from '../health/ports.ts';
import type { Database } from './database.ts';

export function createWarningLog(db: Database): WarningLog {
  return {
    // One statement: of several that ask at once, in whichever process, one writes and the others find its row.
    async claim(tenant, incidentId, agentId, level) {
      const { rows } = await sql`insert into incident_warnings (tenant, incident_id, agent_id, level)
        values (${tenant}, ${incidentId}, ${agentId}, ${level})
        on conflict (tenant, incident_id, agent_id) do update set level = excluded.level, warned_at = now()
          where incident_warnings.level < excluded.level
        returning level`.execute(db);
      return rows.length > 0;
    },
  };
}
