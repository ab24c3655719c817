import { answerAs, type HttpClient } from '../../http/http-client.ts';
import type { PropertyDefinition } from '../../sync-port.ts';
import type { RecordKind } from './kinds.ts';
import { typesOf } from './property-types.ts';
import { WireDefinitions } from './wire.ts';

/** All properties of a kind. Those that were archived are not among them: they are gone. */
export const createDefinitions =
  (http: HttpClient, apiVersion: string, { path }: RecordKind) =>
  async (signal: AbortSignal): Promise<readonly PropertyDefinition[]> => {
    const answer = await http.send({ path: `/crm/properties/${apiVersion}/${path}` }, signal);
    return answerAs(WireDefinitions, answer).results.map((wire) => {
      const types = typesOf(wire.type, wire.fieldType);
      return {
        ...{ name: wire.name, label: wire.label, type: `${wire.type}/${wire.fieldType}` },
        ...(types && { types }),
        ...(wire.options && wire.options.length > 0 ? { options: wire.options } : {}),
        isWritable: wire.calculated !== true && wire.modificationMetadata?.readOnlyValue !== true,
        isUnique: wire.hasUniqueValue ?? false,
        isArchived: wire.archived ?? false,
      };
    });
  };
