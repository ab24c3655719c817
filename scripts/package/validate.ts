import { fileRules } from './file-rules.ts';
import { type Files, textOf } from './files.ts';
import { type Finding, finding } from './finding.ts';
import { isJson, readJson } from './json.ts';
import { locationRules } from './location-rules.ts';
import { manifestRules } from './manifest-rules.ts';
import { packOf, type Rule } from './pack.ts';
import { parameterRules } from './parameter-rules.ts';
import { requirementRules } from './requirement-rules.ts';
import { svgRules } from './svg-rules.ts';
import { textRules } from './text-rules.ts';
import { translationRules } from './translation-rules.ts';

const MANIFEST = 'manifest.json';
const rules: readonly Rule[] = [
  ...manifestRules,
  ...locationRules,
  ...parameterRules,
  ...translationRules,
  ...requirementRules,
  ...fileRules,
  ...svgRules,
  ...textRules,
];

/** What the marketplace's own check would say of these files, and what its listing asks for besides. */
export function validatePackage(files: Files): Finding[] {
  const bytes = files.get(MANIFEST);
  if (bytes === undefined) return [withoutManifest(files)];
  const read = readJson(textOf(bytes));
  if (read.kind === 'duplicate_keys') {
    const place = `${MANIFEST}: ${read.detail}`;
    return [finding('duplicate_manifest_keys', place, 'A key is there twice. Remove one.')];
  }
  if (read.kind === 'not_json' || !isJson(read.value)) {
    const detail = read.kind === 'not_json' ? read.detail : 'no object';
    return [finding('manifest_not_json', MANIFEST, `It is no JSON object: ${detail}. Mend it there.`)];
  }
  const pack = packOf(files, read.value);
  return rules.flatMap((rule) => rule(pack));
}

function withoutManifest(files: Files): Finding {
  const nested = [...files.keys()].find((path) => /^[^/]+\/manifest\.json$/.test(path));
  if (nested === undefined) return finding('missing_manifest', MANIFEST, 'There is none. Add it at the root.');
  return finding('nested_manifest', nested, 'It has to be at the root: zip what is inside the folder, not the folder.');
}
