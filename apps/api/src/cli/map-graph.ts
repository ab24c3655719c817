import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Status } from '@sidelight/shared/health/status.ts';
import { z } from 'zod';
import { drawSvg, type Standings } from '../map/picture/draw-svg.ts';
import { pictureOf } from '../map/picture/picture.ts';
import { text } from './arguments/option.ts';
import { askServer, serverOptions } from './ask-server.ts';
import { readMap } from './map-folder.ts';
import { defineVerb, FOUND, OK } from './verb.ts';

/** What is needed of `GET /v1/status`. */
const Answer = z.object(Status.shape);

export const mapGraph = defineVerb({
  name: 'map graph',
  takes: '[--out file.svg] [--server url --token t]',
  help: 'the map as an SVG picture, colored by health when a server is given',
  options: { out: text('file.svg', 'the file it is written to; without it, it is printed'), ...serverOptions },
  async run({ values }, around) {
    let standings: Standings | undefined;
    if (values.server !== undefined) {
      const status = await askServer(values.server, '/v1/status', values.token, Answer, around);
      if (!status) return FOUND;
      standings = standingsOf(status);
    }
    const svg = drawSvg(pictureOf(await readMap(around), 'en'), standings);
    if (values.out === undefined) around.out(svg);
    else {
      await writeFile(resolve(around.cwd, values.out), svg);
      around.out(`written: ${values.out}\n`);
    }
    return OK;
  },
});

function standingsOf({ systems, incidents }: z.infer<typeof Answer>): Standings {
  const bad = systems.flatMap(({ system, state }) => (state === 'ok' ? [] : [[system, state] as const]));
  const planned = incidents.flatMap(({ system, state }) => (state === 'maintenance' ? [[system, state] as const] : []));
  return new Map([...bad, ...planned]);
}
