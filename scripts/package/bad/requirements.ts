import { bad, both, drop, manifest, put, putJson, times } from './change.ts';

const FILE = 'requirements.json';
const needs = (value: unknown) => putJson(FILE, value);
const objects = (value: unknown) => needs({ custom_objects_v2: value });
const fields = (count: number, field: object = {}) =>
  objects({ object_fields: times(count, () => ({ object_key: 'car', ...field })) });
const trigger = (value: object) => objects({ object_triggers: [{ object_key: 'car', title: 'T', ...value }] });
const some = (count: number) => times(count, (i) => ({ value: i }));
const withoutPages = { location: undefined, frameworkVersion: undefined, parameters: undefined };

export const badRequirements = [
  bad(
    'consists of none',
    both(drop(FILE), manifest({ requirementsOnly: true, ...withoutPages })),
    'missing_requirements',
  ),
  bad('is only advertised', manifest({ marketingOnly: true, ...withoutPages }), 'requirements_not_supported'),
  bad('has a comma too many', put(FILE, '{"macros":{},}'), 'requirements_not_json'),
  bad('has the same twice', put(FILE, '{"macros":{"a":{"title":"A"},"a":{"title":"A"}}}'), 'duplicate_requirements'),
  bad('asks for what is not there', needs({ gadgets: {} }), 'invalid_requirements_types'),
  bad('has a field without a key', needs({ user_fields: { a: { title: 'A' } } }), 'missing_required_fields'),
  bad('has a macro without a title', needs({ macros: { a: {} } }), 'missing_required_fields'),
  bad(
    'has a webhook without an endpoint',
    needs({ webhooks: { a: { name: 'A', status: 'active', http_method: 'POST', request_format: 'json' } } }),
    'missing_required_fields',
  ),
  bad(
    'asks for too much',
    needs({ macros: Object.fromEntries(times(5001, (i) => [`m${i}`, { title: 'M' }])) }),
    'excessive_requirements',
  ),
  bad(
    'has too many old custom objects',
    needs({ custom_objects: { custom_object_types: some(51) } }),
    'excessive_custom_objects_requirements',
  ),
  bad(
    'has two channels',
    needs({ channel_integrations: { a: { manifest_url: 'a' }, b: { manifest_url: 'b' } } }),
    'multiple_channel_integrations',
  ),
  bad('has a target of old', needs({ targets: { a: { title: 'A', type: 'http_target' } } }), 'invalid_target_type'),
  bad('has a list for custom objects', objects([]), 'invalid_cov2_requirements_structure'),
  bad('has custom objects by name', objects({ objects: {} }), 'invalid_cov2_requirements_structure'),
  bad('has no custom objects', objects({ objects: [] }), 'empty_cov2_requirements'),
  bad('has huge custom objects', objects({ objects: ['a'.repeat(1_048_577)] }), 'excessive_cov2_payload_size'),
  bad('has a setting in a custom object', objects({ objects: ['{{setting.a}}'] }), 'cov2_setting_placeholder'),
  bad('has too many custom objects', objects({ objects: some(51) }), 'excessive_custom_objects_v2_requirements'),
  bad('has too many fields', fields(21), 'excessive_custom_objects_v2_fields'),
  bad('has too many dropdowns', fields(6, { type: 'dropdown' }), 'excessive_cov2_selection_fields_per_object'),
  bad(
    'has too many options',
    fields(1, { type: 'multiselect', custom_field_options: some(11) }),
    'excessive_cov2_field_options',
  ),
  bad(
    'has too many triggers',
    objects({ object_triggers: times(11, () => ({ object_key: 'car' })) }),
    'excessive_custom_objects_v2_triggers',
  ),
  bad(
    'has too many conditions',
    trigger({ conditions: { all: some(26), any: some(25) } }),
    'excessive_custom_objects_v2_trigger_conditions',
  ),
  bad('has too many actions', trigger({ actions: some(26) }), 'excessive_custom_objects_v2_trigger_actions'),
];
