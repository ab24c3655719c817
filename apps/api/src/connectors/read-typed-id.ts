import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { catalogue } from './catalogue.ts';
import type { TypedId } from './port.ts';
import { readPlainIds } from './typed-id.ts';

/** What is meant by an id that somebody typed into another system, by the vendor whose id it is and the map's options. */
export function createIdReader(map: IntegrationMap): (connector: string, text: string) => TypedId {
  const declared = new Map(Object.values(map.systems).flatMap(({ connectors }) => Object.entries(connectors)));
  return (connector, text) => {
    const read = catalogue.get(connector)?.readId;
    return read ? read(text, declared.get(connector)?.options ?? {}) : readPlainIds(text);
  };
}
