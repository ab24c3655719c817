import type { SecretName } from '../ports.ts';

/**
 * What the tokens of a connection are renewed as. The helpdesk's and those of single agents are known by the system
 * alone; of another system there may be several connectors, each with its own.
 */
export const connectionHolder = (system: string, connector: string): string =>
  system === 'helpdesk' ? system : `${system}:${connector}`;

/** Undefined for the helpdesk's, and for an agent's. */
export const connectorIn = (holder: string): string | undefined => holder.split(':', 2)[1];

/** Where they are kept. */
export function oauthSecret(holder: string): SecretName {
  const [system = '', connector] = holder.split(':', 2);
  return { system, name: connector === undefined ? 'oauth' : `${connector}/oauth` };
}
