import type { Files } from './files.ts';
import type { Finding } from './finding.ts';
import { isJson, type Json, jsonOr } from './json.ts';

/** What a rule looks at. */
export interface Pack {
  readonly files: Files;
  readonly manifest: Json;
  /** Locations by host and name; a bare address counts as `{url}`. Empty when they are written in the old way. */
  readonly locations: readonly PackLocation[];
}

export type Rule = (pack: Pack) => readonly Finding[];

export interface PackLocation {
  /** As today's hosts are called. */
  readonly host: string;
  readonly name: string;
  readonly options: Json;
}

/** Hosts by the name they had before, and by the one they have. */
const HOSTS: Readonly<Record<string, string>> = {
  ...{ support: 'support', zendesk: 'support', chat: 'chat', zopim: 'chat', sell: 'sell' },
  ...{ standalone_chat: 'standalone_chat', lotus_box: 'standalone_chat' },
};
export const hostNames: readonly string[] = [...new Set(Object.values(HOSTS))];

export const hostOf = (name: string): string | undefined => (Object.hasOwn(HOSTS, name) ? HOSTS[name] : undefined);

export function packOf(files: Files, manifest: Json): Pack {
  const locations = Object.entries(jsonOr(manifest.location)).flatMap(([host, named]) => {
    const known = hostOf(host);
    if (known === undefined) return [];
    return Object.entries(jsonOr(named)).map(([name, value]) => ({
      host: known,
      name,
      options: isJson(value) ? value : { url: value },
    }));
  });
  return { files, manifest, locations };
}

/** Neither shows a page of its own. */
export const isWithoutPages = ({ manifest }: Pack): boolean =>
  manifest.requirementsOnly === true || manifest.marketingOnly === true;

export const parametersOf = ({ manifest }: Pack): readonly Json[] =>
  Array.isArray(manifest.parameters) ? manifest.parameters.filter(isJson) : [];
