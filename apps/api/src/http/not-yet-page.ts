import { randomBytes } from 'node:crypto';
import type { Boot } from '@sidelight/shared/context/boot.ts';
import type { Response } from 'express';

const TEXT = {
  en: 'Sidelight is being introduced group by group; yours comes later. Nothing to do.',
  de: 'Sidelight wird Gruppe für Gruppe eingeführt; Ihre kommt später. Es ist nichts zu tun.',
} as const;

// The sidebar's own colours: the frame is to look like part of the helpdesk, only quieter.
const COLOURS = { light: 'background:#fff;color:#5c6970', dark: 'background:#151a1e;color:#919ca5' } as const;

/** A page with one sentence and no script, for an agent whom the rollout has not reached. */
export function notYetPage(
  res: Response,
  helpdeskOrigin: string,
  { locale, colorScheme }: Pick<Boot, 'locale' | 'colorScheme'>,
): void {
  const language = /^de\b/i.test(locale) ? 'de' : 'en';
  const nonce = randomBytes(16).toString('base64url');
  const style = `:root{color-scheme:${colorScheme}}body{margin:0;padding:10px 12px;${COLOURS[colorScheme]};font:12px/16px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}h1{margin:0;font:inherit}`;
  res
    .status(200)
    .set({
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors ${helpdeskOrigin}`,
      'cache-control': 'no-store',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Sidelight</title><style nonce="${nonce}">${style}</style><main><h1>${TEXT[language]}</h1></main></html>`,
    );
}
