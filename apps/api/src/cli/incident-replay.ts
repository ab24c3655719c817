import { type BannerStep, replayIncident } from '../health/replay.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createSignalLog } from '../store/signal-log.ts';
import { withTenant } from './open-tenant.ts';
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
    const code = await withTenant(around, async ({ db, tenant }) => {
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
    });
    return code ?? WRONGLY_ASKED;
  },
});
