import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../world/company/random.ts';
import { at, isNode, type Node } from '../specs/node.ts';
import { templateOf } from '../specs/request.ts';
import type { Call } from '../upstream.ts';
import { fromSchema, type Pinned } from './from-schema.ts';

/** Every description of one vendor that says which paths there are. */
export function openDescriptions(folder: string, vendor: string): Node[] {
  const files = readdirSync(join(folder, vendor)).filter((file) => file.endsWith('.json'));
  return files
    .map((file): unknown => JSON.parse(readFileSync(join(folder, vendor, file), 'utf8')))
    .filter((document): document is Node => isNode(document) && isNode(document.paths));
}

/** Some answer to this call that the vendor's description allows; undefined where it describes none. */
export function answerTo(documents: readonly Node[], call: Call, pinned: Pinned, random: Random): unknown {
  for (const root of documents) {
    const template = templateOf(Object.keys(at(root, '/paths')), call.path);
    const path = template === undefined ? undefined : at(root, '/paths')[template];
    const operation = isNode(path) ? path[call.method.toLowerCase()] : undefined;
    const described = isNode(operation) && isNode(operation.responses) ? operation.responses['200'] : undefined;
    const content = isNode(described) && isNode(described.content) ? Object.values(described.content)[0] : undefined;
    if (isNode(content))
      return fromSchema(root, content.schema, { random, pinned, oddness: random.pick([0, 0.05, 0.3]) });
  }
  return undefined;
}
