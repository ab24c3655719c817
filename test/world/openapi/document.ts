import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import ajvFormats from 'ajv-formats';
import { toJsonSchema } from './to-json-schema.ts';

/** A vendor's published description, ready to say what is wrong with an answer. */
export interface ApiDocument {
  /** Where an answer breaks the description; empty when it does not. */
  wrongWith(at: { path: string; method: string; status: string }, body: unknown): string[];
  /** The same for one named schema. */
  wrongWithSchema(name: string, body: unknown): string[];
}

/** Reads a document from the folder of vendors' descriptions. `alsoNull`: see quirks.ts. */
export async function openDocument(folder: string, file: string, alsoNull: readonly string[]): Promise<ApiDocument> {
  return documentOf(JSON.parse(await readFile(join(folder, file), 'utf8')), file, alsoNull);
}

/** The same of a document that is here already. */
export function documentOf(document: unknown, file: string, alsoNull: readonly string[]): ApiDocument {
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true, formats: unknownFormats });
  ajvFormats.default(ajv);
  ajv.addSchema({ $id: file, document: toJsonSchema(document, new Set(alsoNull)) });

  const check = (pointer: string, body: unknown): string[] => {
    const validate = ajv.getSchema(`${file}#/document/${pointer}`);
    if (!validate) throw new Error(`${file} describes no ${pointer}`);
    return validate(body) ? [] : (validate.errors ?? []).map(inWords);
  };
  return {
    wrongWith: ({ path, method, status }, body) => {
      const parts = ['paths', path, method, 'responses', status, 'content', 'application/json', 'schema'];
      return check(parts.map(escapePart).join('/'), body);
    },
    wrongWithSchema: (name, body) => check(`components/schemas/${escapePart(name)}`, body),
  };
}

/** Formats that only vendors use: they narrow nothing. */
const unknownFormats = { 'unix-time': true, datetime: true, decimal: true } as const;

const escapePart = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

const inWords = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
