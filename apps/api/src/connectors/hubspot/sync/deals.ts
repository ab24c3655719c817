import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ConnectorDefinition } from '../../definition.ts';
import type { SyncProperty, SyncRecord, WonDeal } from '../../sync-port.ts';
import { HubspotOptions } from '../options.ts';
import { createStages } from '../stages.ts';
import { createCalls } from './calls.ts';
import { createChanges } from './changes.ts';
import { kinds } from './kinds.ts';
import { createRead } from './read.ts';

const STAGE: SyncProperty = { name: 'dealstage', type: 'text' };
const PIPELINE: SyncProperty = { name: 'pipeline', type: 'text' };
/** A deal and its primary company, by HubSpot's own number of that kind of association. */
const PRIMARY_COMPANY = 5;

/** HubSpot's deals: won is what is in a stage that is closed with a probability of 1. Stages are each pipeline's own. */
export const dealsOfHubspot: NonNullable<ConnectorDefinition['deals']> = (http, settings) => {
  const { apiVersion, appId } = HubspotOptions.parse(settings.options);
  const calls = createCalls(http, apiVersion);
  const read = createRead(calls, kinds.deal, appId);
  const changes = createChanges(calls, kinds.deal, read);
  const stages = createStages(http, apiVersion);

  /** Those of the records that are won, each with its one company. */
  async function wonAmong(records: readonly SyncRecord[], signal: AbortSignal): Promise<readonly WonDeal[]> {
    const placed = records.flatMap((record) => {
      const [pipeline, stage] = [ownValue(record.values, PIPELINE.name), ownValue(record.values, STAGE.name)];
      return typeof pipeline === 'string' && typeof stage === 'string' ? [{ record, pipeline, stage }] : [];
    });
    const found = await stages.all(
      placed.map(({ pipeline, stage }) => [pipeline, stage]),
      signal,
    );
    const won = placed.flatMap(({ record }, n) => (found[n]?.state === 'won' ? [record] : []));
    if (won.length === 0) return [];
    const ids = won.map(({ id }) => id);
    const { results } = await calls.associations('deals', 'companies', ids, signal);
    return won.flatMap((record): WonDeal[] => {
      const all = results.find(({ from }) => from.id === record.id)?.to ?? [];
      const isPrimary = ({ associationTypes }: (typeof all)[number]) =>
        associationTypes.some(({ typeId }) => typeId === PRIMARY_COMPANY);
      const company = all.find(isPrimary) ?? (all.length === 1 ? all[0] : undefined);
      return company ? [{ id: record.id, wonAtMs: wonAtMs(record), companyId: company.toObjectId }] : [];
    });
  }

  return {
    async changes(cursor, signal) {
      const page = await changes(cursor, [STAGE, PIPELINE], signal);
      return { won: await wonAmong(page.records, signal), cursor: page.cursor, isMore: page.isMore };
    },
    async won(id, signal) {
      const { records } = await read([id], [STAGE, PIPELINE], signal);
      return (await wonAmong(records, signal))[0];
    },
    async contactsOf(companyId, most, signal) {
      const { results } = await calls.associations('companies', 'contacts', [companyId], signal);
      return results.flatMap(({ to }) => to.map(({ toObjectId }) => toObjectId)).slice(0, most);
    },
  };
};

/** When it came to the stage it is in. */
function wonAtMs({ history, versionMs }: SyncRecord): number {
  const [latest] = (history && ownValue(history, STAGE.name)) ?? [];
  return latest?.versionMs ?? versionMs;
}
