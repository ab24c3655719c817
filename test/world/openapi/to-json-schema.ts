/**
 * OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, references point below `document`, and
 * the properties named in `alsoNull` may be null although the document forgets to say so. With `.*` behind the name,
 * what such a bag of values holds may be anything.
 */
export function toJsonSchema(node: unknown, alsoNull: ReadonlySet<string>): unknown {
  if (Array.isArray(node)) return node.map((item) => toJsonSchema(item, alsoNull));
  if (node === null || typeof node !== 'object') return node;
  const {
    nullable,
    example: _example,
    examples: _examples,
    ...rest
  } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, toJsonSchema(value, alsoNull)]));
  if (typeof rest.$ref === 'string') rest.$ref = rest.$ref.replace(/^#\//, '#/document/');
  // Statuspage writes `Object`, which no version of the specification knows.
  if (typeof rest.type === 'string') rest.type = rest.type.toLowerCase();
  const { properties } = rest;
  if (typeof properties === 'object' && properties !== null) {
    rest.properties = Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, patched(name, schema, alsoNull)]),
    );
  }
  return nullable === true ? orNull(rest) : rest;
}

function patched(name: string, schema: unknown, alsoNull: ReadonlySet<string>): unknown {
  const isList = typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'array';
  if (alsoNull.has(`${name}.*`) && !isList) return { type: ['object', 'null'] };
  return alsoNull.has(name) ? orNull(schema) : schema;
}

const orNull = (schema: unknown) => ({ anyOf: [schema, { type: 'null' }] });
