import type { Response } from 'express';

const text = {
  200: ['Reload the apps', 'Use “Reload all apps” in the helpdesk’s apps panel to open Sidelight again.'],
  503: ['The helpdesk does not answer', 'Sidelight could not confirm who you are. Reload the apps in a minute.'],
} as const;

/** A page with one sentence and no script, for a frame that cannot be opened just now. */
export function reloadPage(res: Response, helpdeskOrigin: string, status: keyof typeof text): void {
  const [title, sentence] = text[status];
  res
    .status(status)
    .set({
      'content-security-policy': `default-src 'none'; frame-ancestors ${helpdeskOrigin}`,
      'cache-control': 'no-store',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${sentence}</p></html>`,
    );
}
