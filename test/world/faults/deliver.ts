import type { Response } from 'express';
import { type Answer, JSON_TYPE, textOf } from '../vendors/answer.ts';
import { drift } from './drift.ts';
import type { Fault } from './fault.ts';
import { lie } from './lie.ts';

const DRIP_MS = 50;
const LOGIN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1>' +
  '<form method="post" action="/login"><input name="user"><input name="password" type="password"></form></body></html>';

/** Writes an answer the way the fault has it. Faults that act before there is an answer are not its business. */
export function deliver(res: Response, answer: Answer, fault: Fault | undefined): void {
  const { status, type, text } = bent(answer, fault);
  res.status(status).set(answer.headers ?? {});
  if (answer.isCut) cut(res, type, text);
  else if (fault?.kind === 'slow_drip') drip(res, type, text, fault.bytesPerS);
  else send(res, type, text);
}

/** What is put on the wire for an answer. */
function bent(answer: Answer, fault: Fault | undefined): { status: number; type: string; text: string } {
  const { status } = answer;
  const type = answer.type ?? JSON_TYPE;
  const text = textOf(answer);
  switch (fault?.kind) {
    case 'malformed_json':
      return { status, type, text: text.slice(0, Math.max(1, Math.floor(text.length * 0.6))) };
    case 'wrong_content_type':
      return { status, type: 'text/plain; charset=utf-8', text };
    case 'html_login':
      return { status: 200, type: 'text/html; charset=utf-8', text: LOGIN_PAGE };
    case 'empty_body':
      return { status, type, text: '' };
    case 'huge_body':
      return { status, type, text: `{"padding":"${'x'.repeat(fault.bytes)}"}` };
    case 'schema_drift':
      return { status, type, text: type === JSON_TYPE ? JSON.stringify(drift(answer.body)) : text };
    case 'lying':
      return { status, type, text: type === JSON_TYPE ? JSON.stringify(lie(answer.body)) : text };
    default:
      return { status, type, text };
  }
}

function send(res: Response, type: string, text: string): void {
  const body = Buffer.from(text);
  res.set({ 'content-type': type, 'content-length': String(body.length) });
  res.end(body);
}

/** It says how much there is, and half of it comes. */
function cut(res: Response, type: string, text: string): void {
  const body = Buffer.from(text);
  res.set({ 'content-type': type, 'content-length': String(body.length) });
  res.write(body.subarray(0, body.length / 2), () => res.socket?.destroy());
}

function drip(res: Response, type: string, text: string, bytesPerS: number): void {
  const body = Buffer.from(text);
  res.set({ 'content-type': type, 'content-length': String(body.length) });
  res.flushHeaders();
  const step = Math.max(1, Math.round((bytesPerS * DRIP_MS) / 1000));
  let sent = 0;
  const timer = setInterval(() => {
    res.write(body.subarray(sent, sent + step));
    sent += step;
    if (sent < body.length) return;
    clearInterval(timer);
    res.end();
  }, DRIP_MS);
  res.on('close', () => clearInterval(timer));
}
