import type { Request } from 'express';
import { escapeHtml } from '../escape-html.ts';
import type { VendorSpec } from './vendor.ts';

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:46rem;padding:0 1rem;color:#222}' +
  'h1{font-size:1.3rem}pre{background:#f4f4f2;padding:1rem;overflow:auto;border-radius:6px}p{color:#555}';

/** What stands in for the vendor's own screen when somebody follows "open the record". */
export function consolePage(spec: VendorSpec, req: Request): string {
  const asked = [...req.path.split('/').reverse(), ...Object.values(req.query).map(String)].map(decode);
  const found = asked
    .filter((id) => id !== '' && id !== 'console')
    .map((id) => ({ id, record: spec.find(id) }))
    .find(({ record }) => record !== undefined);
  const body = found
    ? `<p>Here ${escapeHtml(spec.name)} would show this record.</p><pre>${escapeHtml(JSON.stringify(found.record, null, 2))}</pre>`
    : `<p>Here ${escapeHtml(spec.name)} would open at <code>${escapeHtml(req.originalUrl)}</code>.</p>`;
  const title = `${spec.name}${found ? `: ${found.id}` : ''}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign is part of the text, not an escape.
    return text;
  }
}
