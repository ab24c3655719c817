import { textOf } from './files.ts';
import { type Finding, finding } from './finding.ts';
import { isJson, type Json, jsonOr, readJson } from './json.ts';
import { LOCALE, publishes } from './manifest-rules.ts';
import { hostNames, isWithoutPages, type Pack, type Rule } from './pack.ts';

const LISTED = 'translations/en.json';
const MAX_NAME = 40;
const MAX_SHORT = 80;

const eachFile: Rule = (pack) =>
  [...pack.files].flatMap(([path, bytes]) => {
    const locale = /^translations\/(.*)\.json$/.exec(path)?.[1];
    return locale === undefined ? [] : fileFindings(pack, path, locale, textOf(bytes));
  });

function fileFindings(pack: Pack, path: string, locale: string, text: string): Finding[] {
  const found: Finding[] = [];
  if (!LOCALE.test(locale)) {
    found.push(finding('translation.invalid_locale', path, `“${locale}” is no locale. Call it en.json or pt-br.json.`));
  }
  const read = readJson(text);
  if (read.kind === 'not_json') {
    return [...found, finding('translation.not_json', path, `It is no JSON: ${read.detail}. Mend it there.`)];
  }
  const value = read.kind === 'json' ? read.value : JSON.parse(text);
  if (!isJson(value)) {
    return [...found, finding('translation.not_json_object', path, 'It has to be an object with “app” in it.')];
  }
  const app = jsonOr(value.app);
  found.push(...leaves(path, app), ...packageTexts(path, value));
  if (path === LISTED && found.length === 0) found.push(...listed(pack, app));
  return found;
}

function leaves(path: string, app: Json): Finding[] {
  return Object.entries(jsonOr(app.parameters))
    .filter(([, texts]) => !isJson(texts) || !('label' in texts))
    .map(([name]) => {
      const message = `The parameter “${name}” needs a “label”. Add it.`;
      return finding('translation.missing_required_key_on_leaf', `${path}: app.parameters.${name}`, message);
    });
}

/** With `app.package` the whole file counts as texts for translators: each a title and a value. */
function packageTexts(path: string, file: Json): Finding[] {
  const app = jsonOr(file.app);
  if (!app.package) return [];
  const { package: _, ...others } = app;
  const stray = strayIn({ ...file, app: others }, '');
  if (stray === undefined) return [];
  const message = 'Beside “app.package” every text has to be {"title": "…", "value": "…"}.';
  return [finding('translation.invalid_format', `${path}: ${stray}`, message)];
}

function strayIn(node: Json, at: string): string | undefined {
  for (const [key, value] of Object.entries(node)) {
    const place = at === '' ? key : `${at}.${key}`;
    if (!isJson(value)) return place;
    const isText = Object.keys(value).sort().join() === 'title,value' && Object.values(value).every(isString);
    const stray = isText ? undefined : strayIn(value, place);
    if (stray !== undefined) return stray;
  }
  return undefined;
}

const isString = (value: unknown) => typeof value === 'string';

function listed(pack: Pack, app: Json): Finding[] {
  const products = hostNames.filter((host) => host in app);
  if (products.length === 0) return [...missing(pack, app, LISTED), ...lengths(app, 'app')];
  const own = new Set(isWithoutPages(pack) ? ['support'] : pack.locations.map(({ host }) => host));
  const strays = products.filter((product) => !own.has(product));
  return [
    ...strays.map((product) => {
      const message = `The manifest has no location in “${product}”. Remove these texts or add one.`;
      return finding('translation.products_do_not_match_manifest_products', `${LISTED}: app.${product}`, message);
    }),
    ...products.flatMap((product) => [
      ...missing(pack, jsonOr(app[product]), LISTED, product),
      ...lengths(jsonOr(app[product]), `app.${product}`),
    ]),
  ];
}

function missing(pack: Pack, texts: Json, path: string, product?: string): Finding[] {
  const needed = publishes(pack)
    ? ['name', 'short_description', 'long_description', 'installation_instructions']
    : ['name'];
  const has = (key: string) => key in texts || (key === 'short_description' && 'description' in texts);
  const key = product ? 'translation.missing_required_key_for_product' : 'translation.missing_required_key';
  return needed
    .filter((name) => !has(name))
    .map((name) => finding(key, `${path}: app${product ? `.${product}` : ''}`, `“${name}” is missing. Add it.`));
}

function lengths(texts: Json, place: string): Finding[] {
  const found: Finding[] = [];
  const name = String(texts.name ?? '');
  if (name.length > MAX_NAME || /zendesk/i.test(name)) {
    const remedy = `Use at most ${MAX_NAME} characters and no trademark of Zendesk.`;
    found.push(finding('listing.name', `${LISTED}: ${place}.name`, `“${name}” is no name for a listing. ${remedy}`));
  }
  const short = String(texts.short_description ?? texts.description ?? '');
  if (short.length > MAX_SHORT) {
    const message = `It has ${short.length} characters and is cut at ${MAX_SHORT}. Shorten it.`;
    found.push(finding('listing.short_description', `${LISTED}: ${place}.short_description`, message));
  }
  return found;
}

export const translationRules: readonly Rule[] = [eachFile];
