/** As much of a line of the status stream as is read here. */
export interface HeardStatus {
  readonly type: string;
  readonly status?: { readonly incidents: readonly HeardIncident[] };
}
interface HeardIncident {
  readonly id: string;
  readonly state: string;
  readonly reason?: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isIncident = (value: unknown): value is HeardIncident => isText(Object(value).id) && isText(Object(value).state);

/** The whole schema would be most of this page; who reads so little checks so little. */
export function isHeardStatus(json: unknown): json is HeardStatus {
  const { type, status } = Object(json);
  const { incidents } = Object(status);
  return type === 'status' ? Array.isArray(incidents) && incidents.every(isIncident) : isText(type);
}

/** What a lead is to hear of: an outage, and besides that an outage that has come to wrong values. Maintenance is none. */
export const concernsIn = ({ status }: HeardStatus): readonly string[] | undefined =>
  status?.incidents
    .filter(({ state }) => state !== 'maintenance')
    .map(({ id, reason }) => (reason === 'wrong_values' ? `${id} ${reason}` : id));

export const incidentOf = (concern: string): string => concern.split(' ')[0] ?? '';
