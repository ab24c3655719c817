/** The helpdesk's search finds tickets by a tag, not by several numbers: each incident has a tag of its own. */
export const tagOf = (incidentId: string): string => `sidelight_incident_${incidentId.slice(0, 8)}`;
