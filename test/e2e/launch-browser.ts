import { type Browser, chromium } from 'playwright';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that the root scripts found, or the system's. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.SIDELIGHT_BROWSER ?? '/usr/bin/chromium', args: ARGS });
