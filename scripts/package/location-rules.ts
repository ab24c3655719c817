import { type Finding, finding } from './finding.ts';
import { isJson, jsonOr } from './json.ts';
import { hostOf, isWithoutPages, type Pack, type PackLocation, type Rule } from './pack.ts';

const FILE = 'manifest.json: location';
const LOCATIONS: Readonly<Record<string, readonly string[]>> = {
  support: [
    ...['top_bar', 'nav_bar', 'ticket_sidebar', 'new_ticket_sidebar', 'user_sidebar', 'organization_sidebar'],
    ...['background', 'modal', 'ticket_editor', 'system_top_bar', 'custom_object_record_sidebar'],
  ],
  chat: ['chat_sidebar', 'background'],
  standalone_chat: ['nav_bar', 'system_top_bar'],
  sell: ['deal_card', 'person_card', 'company_card', 'lead_card', 'background', 'modal', 'top_bar', 'dashboard'],
};
const SINCE_FRAMEWORK_2 = ['modal', 'ticket_editor', 'custom_object_record_sidebar'];
const WITH_ICON = ['top_bar', 'nav_bar', 'system_top_bar', 'ticket_editor'];

const shape: Rule = (pack) => {
  const { location } = pack.manifest;
  if (location === undefined || location === null || isWithoutPages(pack)) return [];
  const old = 'Framework 2 wants an address for each: {"support": {"ticket_sidebar": "https://…"}}.';
  if (!isJson(location)) return [finding('locations_must_be_urls', FILE, `Locations without addresses. ${old}`)];
  const hosts = Object.entries(location);
  if (hosts.length === 0) {
    return [finding('manifest_keys.missing', FILE, 'No location is named. Name at least one.')];
  }
  return hosts.flatMap(([host, named]) => {
    const place = `${FILE}.${host}`;
    const known = hostOf(host);
    if (known === undefined) return [finding('invalid_host', place, `“${host}” is no product. Use “support”.`)];
    if (!isJson(named)) return [finding('locations_must_be_urls', place, `Locations without addresses. ${old}`)];
    return Object.keys(named)
      .filter((name) => !LOCATIONS[known]?.includes(name))
      .map((name) => finding('invalid_location', `${place}.${name}`, `${known} has no location “${name}”. Remove it.`));
  });
};

const addresses: Rule = (pack) => pack.locations.flatMap((location) => addressOf(pack, location));

function addressOf({ files }: Pack, { host, name, options }: PackLocation): Finding[] {
  const place = `${FILE}.${host}.${name}`;
  const { url, flexible } = options;
  const found: Finding[] = [];
  if (typeof url === 'string' && url !== '') {
    if (!isServed(files, url)) {
      const remedy = 'Use an https address, or a file below assets/ that is in the package.';
      found.push(finding('invalid_location_uri', place, `The helpdesk does not load “${url}”. ${remedy}`));
    }
  } else if (options.autoLoad !== false) {
    found.push(finding('blank_location_uri', place, 'There is no address. Add “url”, or write "autoLoad": false.'));
  }
  if (flexible !== undefined && flexible !== null && typeof flexible !== 'boolean') {
    found.push(finding('invalid_location_flexible_type', place, '“flexible” has to be true or false, without quotes.'));
  }
  return found;
}

function isServed(files: Pack['files'], url: string): boolean {
  if (url.includes('{{setting.')) return true;
  if (!URL.canParse(url)) return url.startsWith('assets/') && files.has(url.replace(/[?#].*$/, ''));
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || hostname === 'localhost';
}

const beforeFramework2: Rule = ({ manifest, locations }) => {
  if (!/^[01](\.|$)/.test(String(manifest.frameworkVersion ?? ''))) return [];
  return locations
    .filter(({ name }) => SINCE_FRAMEWORK_2.includes(name))
    .map(({ name }) => finding('invalid_v1_location', `${FILE}.${name}`, `“${name}” needs framework "2.0".`));
};

const objectTypes: Rule = ({ locations }) =>
  locations.flatMap(({ host, name, options }) => {
    const { objectTypes: given } = options;
    const place = `${FILE}.${host}.${name}.objectTypes`;
    if (name !== 'custom_object_record_sidebar') {
      if (given === undefined) return [];
      return [finding('object_types_not_supported', place, `“${name}” takes no object types. Remove them.`)];
    }
    if (given === undefined)
      return [finding('object_types_required', place, 'Name the object types to appear beside.')];
    if (!Array.isArray(given)) return [finding('object_types_must_be_array', place, 'Write them as an array of keys.')];
    if (given.length === 0) return [finding('object_types_empty', place, 'Name at least one object type.')];
    if (given.every((type) => typeof type === 'string' && type !== '')) return [];
    return [finding('object_types_invalid_entries', place, 'Every entry has to be the key of an object type.')];
  });

/** The upload takes an app without these, and then shows a puzzle piece. */
const icons: Rule = ({ files, manifest, locations }) => {
  const hosts = Object.keys(jsonOr(manifest.location));
  return locations
    .filter(({ name }) => WITH_ICON.includes(name))
    .map(({ host, name }) => ({ name, path: `assets/${hosts.length > 1 ? `${host}/` : ''}icon_${name}` }))
    .filter(({ path }) => !files.has(`${path}.svg`) && !files.has(`${path}_inactive.png`))
    .map(({ name, path }) => finding('listing.missing_icon', path, `“${name}” shows an icon. Add ${path}.svg.`));
};

export const locationRules: readonly Rule[] = [shape, addresses, beforeFramework2, objectTypes, icons];
