import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { writePostMortem } from '../health/post-mortem/post-mortem.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createRiskLog } from '../store/risk-log.ts';
import { createShownLog } from '../store/shown-log.ts';
import { text } from './arguments/option.ts';
import { askServerText, serverOptions } from './ask-server.ts';
import { readMap } from './map-folder.ts';
import { withTenant } from './open-tenant.ts';
import { onOwnRecord } from './own-records.ts';
import { type CliDeps, defineVerb, FOUND, OK, WRONGLY_ASKED } from './verb.ts';

export const incidentExport = defineVerb({
  name: 'incident export',
  takes: '<id> [--language de] [--out file] [--server address --token token]',
  help: 'one incident as a post-mortem in Markdown: timeline, what broke and for whom, answers at risk',
  options: {
    language: text('de', 'the language it is written in; English without it. With --server, that of the token'),
    out: text('file', 'the file it is written to; without it, it is printed'),
    ...serverOptions,
  },
  operands: 1,
  async run({ values: { language = 'en', out, server, token }, operands: [id] }, around) {
    if (id === undefined) {
      around.err('name an incident; its id stands on its card on the leads’ page\n');
      return WRONGLY_ASKED;
    }
    const nothing = `there is no incident ${id}`;
    const path = `/v1/incidents/${encodeURIComponent(id)}/post-mortem`;
    const found =
      server === undefined
        ? await fromDatabase(id, language, nothing, around)
        : await askServerText(server, path, token, nothing, around);
    if (found === undefined) return WRONGLY_ASKED;
    if (out === undefined) {
      around.out(found);
      return OK;
    }
    try {
      await writeFile(resolve(around.cwd, out), found);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      around.err(`it could not be written to ${out} (${String(error.code)})\n`);
      return FOUND;
    }
    around.out(`${resolve(around.cwd, out)}\n`);
    return OK;
  },
});

/** Undefined where there is none to be had, which is said. */
const fromDatabase = async (id: string, language: string, nothing: string, around: CliDeps) => {
  const map = await readMap(around);
  return withTenant(around, async ({ db, tenant, config }) => {
    const logs = { incidents: createIncidentLog(db), shown: createShownLog(db), risks: createRiskLog(db) };
    const deps = {
      ...{ tenant, map, ...logs, now: around.now },
      // Only the helpdesk knows names, and whose pages are open: neither is asked from here.
      nameOf: async ({ userId }: { readonly userId: string }) => userId,
      frames: async () => [],
      searchUrl: () => undefined,
    };
    const found = await writePostMortem(deps, id, language);
    if (found === undefined) {
      around.err(`${nothing}\n`);
      return undefined;
    }
    // It says what agents were shown of customers.
    const code = await onOwnRecord({ db, config, around }, async (recordOf) => {
      await recordOf(tenant, 'incident.exported', { about: id }).settle();
      return OK;
    });
    return code === OK ? found : undefined;
  });
};
