import type { Request } from 'express';
import { escapeHtml } from '../escape-html.ts';
import { recordOf } from './record-of.ts';
import type { VendorSpec } from './vendor.ts';

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2.5rem auto;max-width:52rem;padding:0 1rem;color:#222;background:#fff}' +
  'h1{font-size:1.3rem}p{color:#555}table{border-collapse:collapse;width:100%;margin:0 0 2rem}' +
  'th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #e6e6e3;overflow-wrap:anywhere}' +
  'th{font-weight:500;color:#555;width:14rem}pre{margin:0;font-size:12px;white-space:pre-wrap}';

/** What stands in for the vendor's own screen when somebody follows "open the record". */
export function consolePage(spec: VendorSpec, req: Request): string {
  const words = [...req.path.split('/').reverse(), ...Object.values(req.query).map(String)].map(decode);
  const asked = [...words.filter((word) => word !== '' && word !== 'console'), ''];
  const found = asked.map((id) => ({ id, record: spec.find(id) })).find(({ record }) => record !== undefined);
  const title = [spec.name, found?.id].filter(Boolean).join(': ');
  const body = found
    ? `<p>Here ${escapeHtml(spec.name)} would show:</p>${tablesOf(found.record)}`
    : `<p>Here ${escapeHtml(spec.name)} would open <code>${escapeHtml(decode(req.originalUrl))}</code>. It holds no record for that.</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><h1>${escapeHtml(title)}</h1>${body}</body></html>`;
}

const tablesOf = (record: unknown): string => (Array.isArray(record) ? record : [record]).map(tableOf).join('');

function tableOf(record: unknown): string {
  const rows = Object.entries(recordOf(record) ?? {}).filter(([, value]) => value !== null && value !== '');
  return `<table>${rows.map(([key, value]) => `<tr><th>${escapeHtml(key)}</th><td>${cellOf(value)}</td></tr>`).join('')}</table>`;
}

const cellOf = (value: unknown): string =>
  typeof value === 'object'
    ? `<pre>${escapeHtml(JSON.stringify(value, null, 1))}</pre>`
    : `<span dir="auto">${escapeHtml(String(value))}</span>`;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign is part of the text, not an escape.
    return text;
  }
}
