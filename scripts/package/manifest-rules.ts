import { type Finding, type FindingKey, finding } from './finding.ts';
import { isJson, jsonOr } from './json.ts';
import { isWithoutPages, type Pack, parametersOf, type Rule } from './pack.ts';

const FILE = 'manifest.json';
const say = (key: FindingKey, place: string, message: string): Finding => finding(key, `${FILE}: ${place}`, message);

const STRINGS = ['defaultLocale', 'version', 'frameworkVersion', 'remoteInstallationURL', 'termsConditionsURL', 'gaID'];
const BOOLEANS = ['requirementsOnly', 'marketingOnly', 'singleInstall', 'signedUrls', 'private'];
const EXPERIMENTS = ['hashParams', 'newCssCompiler'];
export const LOCALE = /^[a-z]{2,3}(-\w{2,3})?$/;

const isThere = (value: unknown) => value !== undefined && value !== null;

const requiredKeys: Rule = (pack) => {
  const needed = ['author', 'defaultLocale', ...(isWithoutPages(pack) ? [] : ['location', 'frameworkVersion'])];
  return needed
    .filter((key) => !isThere(pack.manifest[key]))
    .map((key) => say('manifest_keys.missing', key, `“${key}” is missing. Add it.`));
};

const types: Rule = ({ manifest }) => {
  const author = jsonOr(manifest.author);
  const texts: [string, unknown][] = [
    ...STRINGS.map((key): [string, unknown] => [key, manifest[key]]),
    ...['name', 'email', 'url'].map((key): [string, unknown] => [`author.${key}`, author[key]]),
  ];
  const found = texts
    .filter(([, value]) => isThere(value) && typeof value !== 'string')
    .map(([place]) => say('unacceptable_string', place, `“${place}” has to be a text. Put it in quotes.`));
  for (const key of BOOLEANS) {
    if (!isThere(manifest[key]) || typeof manifest[key] === 'boolean') continue;
    found.push(say('unacceptable_boolean', key, `“${key}” has to be true or false, without quotes.`));
  }
  if (isThere(manifest.experiments) && !isJson(manifest.experiments)) {
    found.push(say('unacceptable_hash', 'experiments', '“experiments” has to be an object.'));
  }
  if (isThere(manifest.parameters) && !Array.isArray(manifest.parameters)) {
    found.push(say('unacceptable_array', 'parameters', '“parameters” has to be an array.'));
  }
  const domains = manifest.domainWhitelist;
  if (isThere(domains) && !(Array.isArray(domains) && domains.every((domain) => typeof domain === 'string'))) {
    found.push(
      say('unacceptable_array_of_strings', 'domainWhitelist', '“domainWhitelist” has to be an array of host names.'),
    );
  }
  return found;
};

const urls: Rule = ({ manifest }) => {
  const places: [string, unknown][] = [
    ['termsConditionsURL', manifest.termsConditionsURL],
    ['author.url', jsonOr(manifest.author).url],
  ];
  return places
    .filter(([, value]) => typeof value === 'string' && !isWebAddress(value))
    .map(([place]) => say('invalid_url', place, `“${place}” is no web address. Write it with https:// and a host.`));
};

function isWebAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== '';
}

const locale: Rule = ({ manifest, files }) => {
  const { defaultLocale } = manifest;
  if (typeof defaultLocale !== 'string') return [];
  if (!LOCALE.test(defaultLocale)) {
    const remedy = 'Use two or three lower-case letters, as in “en” or “pt-br”.';
    return [say('invalid_default_locale', 'defaultLocale', `“${defaultLocale}” is no locale. ${remedy}`)];
  }
  const path = `translations/${defaultLocale}.json`;
  if (files.has(path)) return [];
  return [say('missing_translation_file', 'defaultLocale', `There is no ${path}. Add it or name another locale.`)];
};

const version: Rule = (pack) => {
  const { frameworkVersion } = pack.manifest;
  if (!isThere(frameworkVersion) || isWithoutPages(pack) || frameworkVersion === '2.0') return [];
  return [say('invalid_version', 'frameworkVersion', 'Only framework “2.0” is served. Write "2.0".')];
};

const withoutPages: Rule = (pack) => {
  const { manifest } = pack;
  const found: Finding[] = [];
  if (isWithoutPages(pack)) {
    const why = 'An app without pages of its own has none. Remove it.';
    if (isThere(manifest.location)) found.push(say('no_location_required', 'location', why));
    if (isThere(manifest.frameworkVersion)) found.push(say('no_framework_version_required', 'frameworkVersion', why));
  }
  if (manifest.marketingOnly === true) {
    if (parametersOf(pack).length > 0) {
      found.push(say('no_parameters_required', 'parameters', 'A marketing-only app takes no parameters. Remove them.'));
    }
    if (manifest.private !== false) {
      const message = 'A marketing-only app cannot be private. Write "private": false.';
      found.push(say('marketing_only_app_cant_be_private', 'private', message));
    }
  }
  return found;
};

const oldWays: Rule = ({ manifest, files }) => {
  const found: Finding[] = [];
  if (isThere(manifest.noTemplate) && manifest.noTemplate !== false) {
    const message = 'Framework 2 has no templates. Use autoLoad or autoHide of a location.';
    found.push(say('no_template_deprecated_in_v2', 'noTemplate', message));
  }
  const stray = [...files.keys()].find((path) => /^(app\.(js|css)|lib\/.*\.js|templates\/.*\.hdbs)$/.test(path));
  if (stray !== undefined) {
    found.push(finding('no_source_required_apps', stray, 'Framework 2 runs no code from here. Move it to assets/.'));
  }
  for (const [name, isOn] of Object.entries(jsonOr(manifest.experiments))) {
    if (!isOn || EXPERIMENTS.includes(name)) continue;
    const message = `The marketplace does not take the experiment “${name}”. Remove it.`;
    found.push(say('invalid_experiment', `experiments.${name}`, message));
  }
  return found;
};

const oauth: Rule = (pack) => {
  if (!isThere(pack.manifest.oauth)) return [];
  const given = jsonOr(pack.manifest.oauth);
  const found = ['client_id', 'client_secret', 'authorize_uri', 'access_token_uri']
    .filter((key) => typeof given[key] !== 'string' || given[key] === '')
    .map((key) => say('oauth_keys.missing', `oauth.${key}`, `“oauth” needs “${key}”. Add it.`));
  if (!parametersOf(pack).some(({ type }) => type === 'oauth')) {
    found.push(say('oauth_parameter_required', 'oauth', '“oauth” needs one parameter of type “oauth”. Add it.'));
  }
  return found;
};

export const manifestRules: readonly Rule[] = [
  ...[requiredKeys, types, urls, locale, version],
  ...[withoutPages, oldWays, oauth],
];

export const publishes = ({ manifest }: Pack): boolean => manifest.private === false;
