import { readConfig } from '../config/config.ts';
import { type BannerStep, replayIncident } from '../health/replay.ts';
import { openDatabase } from '../store/database.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createSignalLog } from '../store/signal-log.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import { defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

export const incidentReplay = defineVerb({
  name: 'incident replay',
  takes: '<id>',
  help: 'runs the recorded signals again: the banner must come out the same',
  options: {},
  operands: 1,
  async run({ operands: [id] }, around) {
    if (id === undefined) {
      around.err('name an incident; its id stands in the status report\n');
      return WRONGLY_ASKED;
    }
    const config = readConfig(around.env);
    const tenant = tenantOf(config, around.env);
    if (!tenant) {
      around.err(WHICH_TENANT);
      return WRONGLY_ASKED;
    }
    const { db, close } = await openDatabase(config.database);
    try {
      const logs = { signals: createSignalLog(db), incidents: createIncidentLog(db) };
      const replay = await replayIncident(logs, tenant, id);
      if (replay.kind === 'no_such_incident') {
        around.err(`there is no incident ${id}\n`);
        return WRONGLY_ASKED;
      }
      if (replay.kind === 'nothing_to_replay') {
        around.out('it was declared by a person, or its signals have been deleted: there is nothing to replay\n');
        return OK;
      }
      const line = ({ at, state, reason }: BannerStep) => `  ${at}  ${state}${reason ? ` (${reason})` : ''}`;
      around.out(['shown', ...replay.shown.map(line), 'again', ...replay.again.map(line), ''].join('\n'));
      around.out(replay.isSame ? 'the same\n' : 'NOT the same\n');
      return replay.isSame ? OK : FOUND;
    } finally {
      await close();
    }
  },
});
