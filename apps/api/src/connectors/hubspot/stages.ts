import { answerAs, type HttpClient } from '../http/http-client.ts';
import { keptFor } from './kept-for.ts';
import { WirePipelines } from './wire.ts';

/** A stage of a pipeline, and what a deal that has come to it is. */
export interface Stage {
  readonly label: string;
  readonly state: 'open' | 'won' | 'lost';
}

/** Stages are seldom changed; one that is not known yet is asked for at once. */
const STAGES_MS = 600_000;

export type Stages = ReturnType<typeof createStages>;

/** The stages of all pipelines: each pipeline has its own, and a won one is closed with a probability of 1. */
export function createStages(http: HttpClient, apiVersion: string) {
  const kept = keptFor(STAGES_MS, async (signal) => {
    const answer = await http.send({ path: `/crm/pipelines/${apiVersion}/deals` }, signal);
    return stagesIn(answerAs(WirePipelines, answer));
  });
  return {
    kept,
    /** In the order of the places; undefined where there is no such stage. Asked anew once at most, however many are not known. */
    async all(
      places: readonly (readonly [pipeline: string, stage: string])[],
      signal: AbortSignal,
    ): Promise<readonly (Stage | undefined)[]> {
      if (places.length === 0) return [];
      const keys = places.map(([pipeline, stage]) => keyOf(pipeline, stage));
      const known = await kept(signal);
      const stages = keys.every((key) => known.has(key)) ? known : await kept(signal, 0);
      return keys.map((key) => stages.get(key));
    },
  };
}

const keyOf = (pipeline: string, stage: string) => `${pipeline}|${stage}`;

const stagesIn = ({ results }: WirePipelines): ReadonlyMap<string, Stage> =>
  new Map(
    results.flatMap(({ id, stages }) =>
      stages.map(({ id: stage, label, metadata: { isClosed, probability } }) => {
        const state = isClosed !== 'true' ? 'open' : Number(probability) === 1 ? 'won' : 'lost';
        return [keyOf(id, stage), { label, state }] as const;
      }),
    ),
  );
