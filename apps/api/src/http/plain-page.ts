import type { Response } from 'express';

const pages = {
  reload: [200, 'Reload the apps', 'Use “Reload all apps” in the helpdesk’s apps panel to open Sidelight again.'],
  unsure: [
    503,
    'The helpdesk does not answer',
    'Sidelight could not confirm who you are. Reload the apps in a minute.',
  ],
  unwelcome: [
    403,
    'Not open to this helpdesk',
    'This Sidelight server does not serve your helpdesk yet. Whoever runs it can let your helpdesk in (LEARN_TENANTS).',
  ],
} as const;

/** A page with one sentence and no script, for a frame that cannot be opened just now. Framed by `origin`, or nobody. */
export function plainPage(res: Response, origin: string | undefined, page: keyof typeof pages): void {
  const [status, title, sentence] = pages[page];
  res
    .status(status)
    .set({
      'content-security-policy': `default-src 'none'; frame-ancestors ${origin ?? "'none'"}`,
      'cache-control': 'no-store',
    })
    .type('html')
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${sentence}</p></html>`,
    );
}
