import type { ConnectorDefinition } from '../../definition.ts';
import { HubspotOptions } from '../options.ts';
import { readOwners } from '../owners.ts';

/** Names of those who work in HubSpot, by the number that the history of a value names them by. */
export const peopleOfHubspot: NonNullable<ConnectorDefinition['people']> = (http, settings) => {
  const { apiVersion } = HubspotOptions.parse(settings.options);
  return {
    async names(signal) {
      const owners = await readOwners(http, apiVersion, signal);
      return new Map(owners.flatMap(({ userId, name }) => (userId === undefined ? [] : [[userId, name] as const])));
    },
  };
};
