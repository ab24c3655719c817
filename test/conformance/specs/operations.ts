import { load } from './documents.ts';
import { at, isNode } from './node.ts';
import { sample } from './sample.ts';

/** What one operation of a document answers: its own example, or one made from its schema. */
export function exampleOf(file: string, path: string, method: string, status = '200'): unknown {
  const root = load(file);
  const answered = at(root, `/paths/${path.replaceAll('/', '~1')}/${method}/responses/${status}`);
  const content = isNode(answered.content) ? Object.values(answered.content)[0] : undefined;
  if (!isNode(content)) throw new Error(`${path} describes no answer`);
  return content.example ?? sample(root, content.schema);
}

/** Where the schema of that answer stands. */
export const schemaOf = (path: string, method: string, status = '200'): string =>
  `/paths/${path.replaceAll('/', '~1')}/${method}/responses/${status}/content/application~1json/schema`;
