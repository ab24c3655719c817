import { type Finding, type FindingKey, finding } from './finding.ts';
import type { Json } from './json.ts';
import { parametersOf, type Rule } from './pack.ts';

const FILE = 'manifest.json: parameters';
const TYPES = ['text', 'checkbox', 'url', 'number', 'multiline', 'hidden', 'oauth', 'mtls'];
const SCOPES = ['header', 'body', 'url', 'jwt_secret_key', 'jwt_claim', 'basic_auth_username', 'basic_auth_password'];
const MAX_MTLS = 3;

const nameOf = ({ name }: Json) => String(name);
const typeOf = ({ type }: Json) => type ?? 'text';
const say = (key: FindingKey, parameter: Json, message: string): Finding =>
  finding(key, `${FILE}.${nameOf(parameter)}`, message);

const asAWhole: Rule = (pack) => {
  const given = pack.manifest.parameters;
  if (given !== undefined && given !== null && !Array.isArray(given)) {
    return [finding('parameters_not_an_array', FILE, '“parameters” has to be an array.')];
  }
  const parameters = parametersOf(pack);
  const names = parameters.map(nameOf);
  const found = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map((name) =>
    finding('duplicate_parameters', `${FILE}.${name}`, `“${name}” is there twice. Remove one.`),
  );
  if (parameters.filter((one) => typeOf(one) === 'oauth').length > 1) {
    found.push(finding('too_many_oauth_parameters', FILE, 'Only one parameter may be of type “oauth”.'));
  }
  if (parameters.filter((one) => typeOf(one) === 'mtls').length > MAX_MTLS) {
    found.push(finding('mtls_too_many_parameters', FILE, `At most ${MAX_MTLS} parameters may be of type “mtls”.`));
  }
  return found;
};

const each: Rule = (pack) =>
  parametersOf(pack).flatMap((parameter) => [...errorsOf(parameter), ...warningsOf(parameter)]);

function errorsOf(parameter: Json): Finding[] {
  const type = typeOf(parameter);
  const found: Finding[] = [];
  for (const flag of ['required', 'secure']) {
    const value = parameter[flag];
    if (value === undefined || value === null || typeof value === 'boolean') continue;
    found.push(say('unacceptable_boolean', parameter, `“${flag}” has to be true or false, without quotes.`));
  }
  if (parameter.name === 'name') {
    found.push(say('name_as_parameter_name', parameter, 'The helpdesk keeps “name” for itself. Use another one.'));
  }
  if (typeof type !== 'string' || !TYPES.includes(type)) {
    const remedy = `Use one of ${TYPES.join(', ')} (“multiline” for long texts, “text” with "secure": true for keys).`;
    found.push(say('invalid_type_parameter', parameter, `There is no type “${String(type)}”. ${remedy}`));
  }
  if (type === 'hidden' && parameter.required === true) {
    found.push(say('invalid_hidden_parameter', parameter, 'Nobody can fill in what is hidden. Do not require it.'));
  }
  if (type === 'oauth' && parameter.secure === true) {
    found.push(say('oauth_parameter_cannot_be_secure', parameter, 'The helpdesk keeps it already. Remove “secure”.'));
  }
  return [...found, ...scopesOf(parameter), ...domainOf(parameter)];
}

function scopesOf(parameter: Json): Finding[] {
  const { scopes } = parameter;
  if (scopes === undefined || scopes === null) return [];
  if (parameter.secure !== true) {
    return [say('field_requires_secure_parameter', parameter, '“scopes” needs "secure": true.')];
  }
  if (!Array.isArray(scopes) || scopes.length === 0) {
    return [say('field_cannot_be_empty', parameter, `“scopes” names where it may be used: ${SCOPES.join(', ')}.`)];
  }
  if (scopes.every((scope) => SCOPES.includes(scope))) return [];
  return [say('field_contains_invalid_values', parameter, `“scopes” may hold ${SCOPES.join(', ')} only.`)];
}

function domainOf(parameter: Json): Finding[] {
  const domain = parameter.allowed_domain;
  if (typeOf(parameter) !== 'mtls') return [];
  if (typeof domain === 'string' && isDomain(domain)) return [];
  const remedy = 'Write a host such as api.example.com or *.example.com, without https://.';
  return [say('mtls_invalid_allowed_domain', parameter, `“allowed_domain” is no host name. ${remedy}`)];
}

function isDomain(text: string): boolean {
  const labels = text.replace(/^\*\./, '').split('.');
  return text.length <= 253 && labels.length >= 2 && labels.every((label) => /^[a-z0-9-]{1,63}$/i.test(label));
}

function warningsOf(parameter: Json): Finding[] {
  const type = typeOf(parameter);
  const isSecure = parameter.secure === true;
  const found: Finding[] = [];
  if (/token|key|pwd|password/i.test(nameOf(parameter)) && type === 'text' && !isSecure) {
    const message = 'It sounds like a credential, and agents could read it. Add "secure": true.';
    found.push(say('insecure_token_parameter_in_manifest', parameter, message));
  }
  if ('default' in parameter && (isSecure || type === 'hidden')) {
    const message = 'Everybody can read a default in the package. Remove it.';
    found.push(say('default_secure_or_hidden_parameter_in_manifest', parameter, message));
  }
  if (isSecure && parameter.scopes === undefined) {
    const message = 'Say with “scopes” where it may be used.';
    found.push(say('secure_parameters_with_no_scopes_in_manifest', parameter, message));
  }
  return found;
}

export const parameterRules: readonly Rule[] = [asAWhole, each];
