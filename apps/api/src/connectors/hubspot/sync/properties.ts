import { answerAs, type HttpClient } from '../../http/http-client.ts';
import type { PropertyDefinition } from '../../sync-port.ts';
import type { RecordKind } from './kinds.ts';
import { WireDefinitions } from './wire.ts';

/** All properties of a kind, also those that were archived: a field of the map may name one. */
export const createDefinitions =
  (http: HttpClient, apiVersion: string, { path }: RecordKind) =>
  async (signal: AbortSignal): Promise<readonly PropertyDefinition[]> => {
    const at = `/crm/properties/${apiVersion}/${path}`;
    const [live, archived] = await Promise.all(
      [at, `${at}?archived=true`].map(async (one) => answerAs(WireDefinitions, await http.send({ path: one }, signal))),
    );
    return [...(live?.results ?? []), ...(archived?.results ?? [])].map((wire) => ({
      name: wire.name,
      label: wire.label,
      type: `${wire.type}/${wire.fieldType}`,
      ...(wire.options && wire.options.length > 0 ? { options: wire.options } : {}),
      isWritable: wire.calculated !== true && wire.modificationMetadata?.readOnlyValue !== true,
      isUnique: wire.hasUniqueValue ?? false,
      isArchived: wire.archived ?? false,
    }));
  };
