import { textOf } from '../files.ts';
import { bad, both, drop, manifest, put } from './change.ts';

const OAUTH = {
  client_id: 'a',
  client_secret: 'b',
  authorize_uri: 'https://a.example',
  access_token_uri: 'https://b.example',
};

export const badManifests = [
  bad('has no manifest', drop('manifest.json'), 'missing_manifest'),
  bad(
    'has its manifest in a folder',
    (files) => put('app/manifest.json', files.get('manifest.json') ?? '')(drop('manifest.json')(files)),
    'nested_manifest',
  ),
  bad('has a manifest with a comma too many', put('manifest.json', '{"a":1,}'), 'manifest_not_json'),
  bad('has an array for a manifest', put('manifest.json', '[]'), 'manifest_not_json'),
  bad(
    'names a key twice',
    (files) =>
      put(
        'manifest.json',
        textOf(files.get('manifest.json') ?? new Uint8Array()).replace('{', '{"private":true,'),
      )(files),
    'duplicate_manifest_keys',
  ),
  bad('has no author', manifest({ author: undefined }), 'manifest_keys.missing'),
  bad('has no default locale', manifest({ defaultLocale: undefined }), 'manifest_keys.missing'),
  bad('has no location', manifest({ location: undefined }), 'manifest_keys.missing'),
  bad('has an empty location', manifest({ location: {} }), 'manifest_keys.missing'),
  bad('has no framework version', manifest({ frameworkVersion: undefined }), 'manifest_keys.missing'),
  bad('is of another framework', manifest({ frameworkVersion: '3.0' }), 'invalid_version'),
  bad('has a number for a version', manifest({ version: 1 }), 'unacceptable_string'),
  bad('has a number for an address of its author', manifest({ author: { email: 1 } }), 'unacceptable_string'),
  bad('has a text for a flag', manifest({ signedUrls: 'true' }), 'unacceptable_boolean'),
  bad('has a list of experiments', manifest({ experiments: ['hashParams'] }), 'unacceptable_hash'),
  bad('has an unknown experiment', manifest({ experiments: { warpDrive: true } }), 'invalid_experiment'),
  bad('has one domain instead of a list', manifest({ domainWhitelist: 'a.example' }), 'unacceptable_array_of_strings'),
  bad('has a number among the domains', manifest({ domainWhitelist: [1] }), 'unacceptable_array_of_strings'),
  bad('has terms at no web address', manifest({ termsConditionsURL: 'terms.html' }), 'invalid_url'),
  bad('has an author at no web address', manifest({ author: { url: 'ftp://example.com' } }), 'invalid_url'),
  bad('has a locale in capitals', manifest({ defaultLocale: 'EN' }), 'invalid_default_locale'),
  bad('has a locale without texts', manifest({ defaultLocale: 'fr' }), 'missing_translation_file'),
  bad('hides a template', manifest({ noTemplate: ['nav_bar'] }), 'no_template_deprecated_in_v2'),
  bad('has code at its root', put('app.js', ''), 'no_source_required_apps'),
  bad(
    'has a location though it only brings requirements',
    manifest({ requirementsOnly: true, frameworkVersion: undefined }),
    'no_location_required',
  ),
  bad(
    'has a framework though it only brings requirements',
    manifest({ requirementsOnly: true, location: undefined }),
    'no_framework_version_required',
  ),
  bad(
    'has parameters though it is only advertised',
    both(
      drop('requirements.json'),
      manifest({ marketingOnly: true, location: undefined, frameworkVersion: undefined }),
    ),
    'no_parameters_required',
  ),
  bad(
    'is advertised and private',
    both(
      drop('requirements.json'),
      manifest({
        ...{ marketingOnly: true, private: true },
        ...{ location: undefined, frameworkVersion: undefined, parameters: undefined },
      }),
    ),
    'marketing_only_app_cant_be_private',
  ),
  bad(
    'has OAuth without a client',
    manifest({ oauth: { ...OAUTH, client_id: '' }, parameters: [{ name: 'o', type: 'oauth' }] }),
    'oauth_keys.missing',
    'application_secret',
    'generic_secrets',
  ),
  bad(
    'has OAuth without a parameter',
    manifest({ oauth: OAUTH }),
    'oauth_parameter_required',
    'application_secret',
    'generic_secrets',
  ),
];
