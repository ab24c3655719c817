import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { catalogue } from './catalogue.ts';
import type { TypedId } from './port.ts';
import { readPlainIds } from './typed-id.ts';

/** What is meant by an id that somebody typed into another system, by the vendor whose id it is and the map's options. */
export const createIdReader =
  (map: IntegrationMap) =>
  (connector: string, text: string): TypedId => {
    const read = catalogue.get(connector)?.readId;
    const declared = Object.values(map.systems).map(({ connectors }) => ownValue(connectors, connector));
    const options = declared.find((one) => one !== undefined)?.options ?? {};
    return read ? read(text, options) : readPlainIds(text);
  };
