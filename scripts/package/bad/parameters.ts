import { bad, manifest, times } from './change.ts';

const one = (parameter: object) => manifest({ parameters: [{ name: 'one', ...parameter }] });

export const badParameters = [
  bad('has an object of parameters', manifest({ parameters: {} }), 'unacceptable_array', 'parameters_not_an_array'),
  bad('has a parameter twice', manifest({ parameters: [{ name: 'a' }, { name: 'a' }] }), 'duplicate_parameters'),
  bad('has a parameter called name', one({ name: 'name' }), 'name_as_parameter_name'),
  bad('requires what is hidden', one({ type: 'hidden', required: true }), 'invalid_hidden_parameter'),
  bad('has a dropdown', one({ type: 'dropdown' }), 'invalid_type_parameter'),
  bad('has a textarea', one({ type: 'textarea' }), 'invalid_type_parameter'),
  bad('requires in words', one({ required: 'yes' }), 'unacceptable_boolean'),
  bad(
    'has two OAuth parameters',
    manifest({ parameters: times(2, (i) => ({ name: `o${i}`, type: 'oauth' })) }),
    'too_many_oauth_parameters',
  ),
  bad(
    'has a secure OAuth parameter',
    one({ type: 'oauth', secure: true, scopes: ['url'] }),
    'oauth_parameter_cannot_be_secure',
  ),
  bad('gives scopes to what everybody sees', one({ scopes: ['url'] }), 'field_requires_secure_parameter'),
  bad('has an empty list of scopes', one({ secure: true, scopes: [] }), 'field_cannot_be_empty'),
  bad('has an unknown scope', one({ secure: true, scopes: ['everywhere'] }), 'field_contains_invalid_values'),
  bad(
    'has four client certificates',
    manifest({ parameters: times(4, (i) => ({ name: `m${i}`, type: 'mtls', allowed_domain: 'a.example' })) }),
    'mtls_too_many_parameters',
  ),
  bad(
    'has a certificate for an address',
    one({ type: 'mtls', allowed_domain: 'https://a.example' }),
    'mtls_invalid_allowed_domain',
  ),
  bad(
    'has a certificate for half the net',
    one({ type: 'mtls', allowed_domain: '*.example' }),
    'mtls_invalid_allowed_domain',
  ),
  bad('has a key that agents can read', one({ name: 'api-key' }), 'insecure_token_parameter_in_manifest'),
  bad(
    'has a default for what is hidden',
    one({ type: 'hidden', default: 'a' }),
    'default_secure_or_hidden_parameter_in_manifest',
  ),
  bad('does not say where a secure one goes', one({ secure: true }), 'secure_parameters_with_no_scopes_in_manifest'),
];
