import { Ajv } from 'ajv';
import { toJsonSchema } from '../../world/openapi/to-json-schema.ts';
import type { Call } from '../upstream.ts';
import { at, follow, isNode, type Node, pointerTo } from './node.ts';

/** What a document says is wrong with a call; undefined when it describes no such path at all. */
type JudgeRequest = (call: Call) => string[] | undefined;

export function createRequestJudge(root: Node): JudgeRequest {
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'vendor', document: toJsonSchema(root, new Set()) });

  const wrong = (pointer: string, value: unknown, where: string): string[] => {
    const validate = ajv.getSchema(`vendor#/document${encodeURI(pointer)}`);
    if (!validate) throw new Error(`no schema at ${pointer}`);
    return validate(value) ? [] : (validate.errors ?? []).map((e) => `${where}${e.instancePath} ${e.message}`);
  };

  return (call) => {
    const template = templateOf(Object.keys(at(root, '/paths')), call.path);
    if (!template) return undefined;
    const operation = pointerTo('paths', template, call.method.toLowerCase());
    const parameters = [pointerTo('paths', template), operation].flatMap((owner) => {
      const list = at(root, owner).parameters;
      return Array.isArray(list) ? list.map((_, i) => follow(root, `${owner}/parameters/${i}`)) : [];
    });
    const named = new Map(parameters.map((pointer) => [String(at(root, pointer).name), pointer]));
    const values = [...listsJoined(call.query), ...pathValues(template, call.path)];
    return [
      ...values.flatMap(([name, value]) => {
        const pointer = named.get(name);
        if (!pointer) return [`there is no parameter ${name}`];
        const schema = follow(root, `${pointer}/schema`);
        return wrong(schema, typed(at(root, schema).type, value), name);
      }),
      ...parameters
        .map((pointer) => at(root, pointer))
        .filter(({ required, name }) => required === true && !values.some(([given]) => given === name))
        .map(({ name }) => `${name} is missing`),
      ...body(operation, call),
    ];
  };

  function body(operation: string, { body: sent }: Call): string[] {
    if (sent === undefined) return [];
    const schema = follow(root, `${operation}/requestBody/content/application~1json/schema`);
    const { properties } = at(root, schema);
    const known = isNode(properties) ? Object.keys(properties) : [];
    const unknown = isNode(sent) ? Object.keys(sent).filter((name) => !known.includes(name)) : [];
    return [...unknown.map((name) => `the body has no ${name}`), ...wrong(schema, sent, 'body')];
  }
}

/** `/tickets/{id}` for `/tickets/7`: the one with the fewest places left open. */
export const templateOf = (templates: readonly string[], path: string): string | undefined =>
  templates
    .filter((template) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
    .sort((a, b) => a.split('{').length - b.split('{').length)[0];

/** `expand[]=a&expand[]=b` is one list called `expand` (style deepObject, as Stripe writes it). */
function listsJoined(query: URLSearchParams): [string, string][] {
  return [...new Set(query.keys())].flatMap((name): [string, string][] =>
    name.endsWith('[]')
      ? [[name.slice(0, -2), query.getAll(name).join(',')]]
      : query.getAll(name).map((value) => [name, value]),
  );
}

function pathValues(template: string, path: string): [string, string][] {
  const given = path.split('/');
  return template.split('/').flatMap((part, i): [string, string][] => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    return name === undefined ? [] : [[name, decodeURIComponent(given[i] ?? '')]];
  });
}

/** Everything in an address is text: as the type the document asks for. Lists are separated by commas. */
function typed(type: unknown, text: string): unknown {
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return type === 'array' ? text.split(',') : text;
}
