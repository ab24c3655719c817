import { customObjectFindings } from './custom-object-rules.ts';
import { textOf } from './files.ts';
import { type Finding, finding } from './finding.ts';
import { isJson, type Json, jsonOr, listOr, readJson } from './json.ts';
import type { Pack, Rule } from './pack.ts';

const FILE = 'requirements.json';
const MAX = 5000;
const MAX_CUSTOM_OBJECTS = 50;
const TYPES = [
  ...['automations', 'channel_integrations', 'custom_objects', 'macros', 'targets', 'views', 'ticket_fields'],
  ...['triggers', 'user_fields', 'organization_fields', 'webhooks', 'custom_objects_v2'],
];
const UNTITLED = ['channel_integrations', 'custom_objects', 'webhooks', 'custom_objects_v2'];
/** What each resource of a type needs besides its title. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  user_fields: ['key'],
  organization_fields: ['key'],
  webhooks: ['name', 'status', 'endpoint', 'http_method', 'request_format'],
  channel_integrations: ['manifest_url'],
};
const GONE_TARGETS = ['http_target', 'url_target_v2'];

const requirements: Rule = (pack) => {
  const bytes = pack.files.get(FILE);
  if (bytes === undefined) {
    if (pack.manifest.requirementsOnly !== true) return [];
    return [finding('missing_requirements', FILE, 'A requirements-only app consists of it. Add it.')];
  }
  if (!takesRequirements(pack)) {
    return [finding('requirements_not_supported', FILE, 'Such an app installs nothing in the helpdesk. Remove it.')];
  }
  const read = readJson(textOf(bytes));
  if (read.kind === 'duplicate_keys') {
    return [finding('duplicate_requirements', `${FILE}: ${read.detail}`, 'A key is there twice. Rename one.')];
  }
  if (read.kind === 'not_json' || !isJson(read.value)) {
    const detail = read.kind === 'not_json' ? read.detail : 'no object';
    return [finding('requirements_not_json', FILE, `It is no JSON object: ${detail}. Mend it there.`)];
  }
  return findingsIn(read.value);
};

function takesRequirements({ manifest, locations }: Pack): boolean {
  const isChatOnly = locations.length > 0 && locations.every(({ host }) => host === 'chat');
  return manifest.marketingOnly !== true && !isChatOnly;
}

function findingsIn(given: Json): Finding[] {
  const found = Object.keys(given)
    .filter((type) => !TYPES.includes(type))
    .map((type) => finding('invalid_requirements_types', `${FILE}: ${type}`, `There is no type “${type}”. Remove it.`));
  const count = Object.values(given).reduce<number>((sum, of) => sum + Object.keys(jsonOr(of)).length, 0);
  if (count > MAX) {
    found.push(finding('excessive_requirements', FILE, `${count} resources, and at most ${MAX} are taken.`));
  }
  const legacy = listOr(jsonOr(given.custom_objects).custom_object_types).length;
  if (legacy > MAX_CUSTOM_OBJECTS) {
    const message = `${legacy} custom objects, and at most ${MAX_CUSTOM_OBJECTS} are taken.`;
    found.push(finding('excessive_custom_objects_requirements', `${FILE}: custom_objects`, message));
  }
  if (Object.keys(jsonOr(given.channel_integrations)).length > 1) {
    const message = 'Only one channel integration is taken. Remove the others.';
    found.push(finding('multiple_channel_integrations', `${FILE}: channel_integrations`, message));
  }
  for (const [type, resources] of Object.entries(given)) {
    if (type === 'custom_objects_v2') found.push(...customObjectFindings(resources));
    else if (type !== 'custom_objects') found.push(...resourceFindings(type, jsonOr(resources)));
  }
  return found;
}

function resourceFindings(type: string, resources: Json): Finding[] {
  const needed = [...(UNTITLED.includes(type) ? [] : ['title']), ...(NEEDED[type] ?? [])];
  return Object.entries(resources).flatMap(([identifier, resource]) => {
    const place = `${FILE}: ${type}.${identifier}`;
    const fields = jsonOr(resource);
    const found = needed
      .filter((field) => !(field in fields))
      .map((field) => finding('missing_required_fields', place, `“${field}” is missing. Add it.`));
    if (type === 'targets' && GONE_TARGETS.includes(String(fields.type))) {
      found.push(finding('invalid_target_type', place, `Targets of type “${fields.type}” are gone. Use a webhook.`));
    }
    return found;
  });
}

export const requirementRules: readonly Rule[] = [requirements];
