import { type Finding, type FindingKey, finding } from './finding.ts';
import { isJson, type Json, jsonOr, listOr } from './json.ts';

const PLACE = 'requirements.json: custom_objects_v2';
const MAX_BYTES = 1_048_576;
const MAX = { objects: 50, fields: 20, triggers: 10, conditions: 50, actions: 25, selections: 5, options: 10 };

/** The limits of `custom_objects_v2`, a requirement of this product never, of another zip perhaps. */
export function customObjectFindings(given: unknown): Finding[] {
  if (!isJson(given)) return [say('invalid_cov2_requirements_structure', 'It has to be an object of arrays.')];
  const parts = [given.objects, given.object_fields, given.object_triggers].filter((part) => part !== undefined);
  if (parts.some((part) => !Array.isArray(part))) {
    return [say('invalid_cov2_requirements_structure', '“objects”, “object_fields” and “object_triggers” are arrays.')];
  }
  if (parts.every((part) => listOr(part).length === 0)) {
    return [say('empty_cov2_requirements', 'There is nothing in it. Remove it.')];
  }
  const text = JSON.stringify(given);
  if (Buffer.byteLength(text) > MAX_BYTES) return [say('excessive_cov2_payload_size', 'It is larger than 1 MB.')];
  const found: Finding[] = [];
  if (text.includes('{{setting')) found.push(say('cov2_setting_placeholder', 'Settings are not filled in here.'));
  if (listOr(given.objects).length > MAX.objects) {
    found.push(say('excessive_custom_objects_v2_requirements', `At most ${MAX.objects} objects are taken.`));
  }
  return [...found, ...fields(given), ...triggers(given)];
}

const say = (key: FindingKey, message: string): Finding => finding(key, PLACE, message);

function fields(given: Json): Finding[] {
  const all = listOr(given.object_fields).filter(isJson);
  const found = crowded(all, MAX.fields, 'excessive_custom_objects_v2_fields', 'fields');
  for (const type of ['dropdown', 'multiselect']) {
    const selections = all.filter((field) => field.type === type);
    found.push(
      ...crowded(selections, MAX.selections, 'excessive_cov2_selection_fields_per_object', `${type} fields`),
      ...selections
        .filter((field) => listOr(field.custom_field_options).length > MAX.options)
        .map((field) => {
          return say('excessive_cov2_field_options', `“${field.key}”: at most ${MAX.options} options are taken.`);
        }),
    );
  }
  return found;
}

function triggers(given: Json): Finding[] {
  const all = listOr(given.object_triggers).filter(isJson);
  const found = crowded(all, MAX.triggers, 'excessive_custom_objects_v2_triggers', 'triggers');
  for (const trigger of all) {
    const { all: every, any } = jsonOr(trigger.conditions);
    if (listOr(every).length + listOr(any).length > MAX.conditions) {
      const message = `“${trigger.title}”: at most ${MAX.conditions} conditions are taken.`;
      found.push(say('excessive_custom_objects_v2_trigger_conditions', message));
    }
    if (listOr(trigger.actions).length > MAX.actions) {
      const message = `“${trigger.title}”: at most ${MAX.actions} actions are taken.`;
      found.push(say('excessive_custom_objects_v2_trigger_actions', message));
    }
  }
  return found;
}

/** One finding for each object that has too many of something. */
function crowded(items: readonly Json[], most: number, key: FindingKey, what: string): Finding[] {
  const groups = Map.groupBy(items, (item) => String(item.object_key));
  return [...groups]
    .filter(([, group]) => group.length > most)
    .map(([object, group]) => say(key, `“${object}” has ${group.length} ${what}, and at most ${most} are taken.`));
}
