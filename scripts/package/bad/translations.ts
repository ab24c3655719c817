import { bad, both, drop, manifest, put, putJson } from './change.ts';
import { texts } from './good-package.ts';

const EN = 'translations/en.json';
const app = (change: object) => putJson(EN, { app: { ...texts, ...change } });

export const badTranslations = [
  bad('has texts in no language', put('translations/english.json', '{"app":{}}'), 'translation.invalid_locale'),
  bad('has texts with a comma too many', put(EN, '{"app":{},}'), 'translation.not_json'),
  bad('has a list of texts', put(EN, '[]'), 'translation.not_json_object'),
  bad('has texts for translators and others', app({ package: {} }), 'translation.invalid_format'),
  bad('has no short description', app({ short_description: undefined }), 'translation.missing_required_key'),
  bad('has no instructions', app({ installation_instructions: undefined }), 'translation.missing_required_key'),
  bad(
    'is private and has no name',
    both(manifest({ private: true }), app({ name: undefined })),
    'translation.missing_required_key',
  ),
  bad('has a setting without a label', app({ parameters: { a: {} } }), 'translation.missing_required_key_on_leaf'),
  bad('has a setting that is a text', app({ parameters: { a: 'A' } }), 'translation.missing_required_key_on_leaf'),
  bad(
    'lacks texts for its product',
    putJson(EN, { app: { support: { ...texts, name: undefined } } }),
    'translation.missing_required_key_for_product',
  ),
  bad(
    'has texts for a product it is not in',
    putJson(EN, { app: { chat: texts } }),
    'translation.products_do_not_match_manifest_products',
  ),
  bad('has no texts', drop(EN), 'missing_translation_file'),
  bad('has a long name', app({ name: 'a'.repeat(41) }), 'listing.name'),
  bad('has the name of the helpdesk', app({ name: 'Sample for Zendesk' }), 'listing.name'),
  bad('has a long short description', app({ short_description: 'a'.repeat(81) }), 'listing.short_description'),
];
