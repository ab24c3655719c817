/** For somebody who has never seen it; the names are those on the page. */
export const thingsToTry = [
  'Try this:',
  '  1. Click ticket #1001, a healthy customer; then #1002, 12 days past due, and #1003, who could be two companies.',
  '  2. Click “Play the outage” above the list of tickets: eight clicks show billing fail, and what Sidelight does. Or switch systems off yourself: “Fault switches” at the bottom of the page.',
  '  3. See what a lead sees: choose Ruth Abara under “Working as”, then “Sidelight” in the left bar.',
  '',
  'Ctrl-C ends it.',
].join('\n');

export const installSteps = (pageUrl: string, apiUrl: string): string =>
  [
    'Nothing is installed and nothing is connected yet. As an admin would:',
    `  1. In another terminal: npm run package -- --host ${apiUrl}`,
    `  2. Open ${pageUrl}/#/admin/apps, choose Olivia Castellano under “Working as”,`,
    '     and upload dist/sidelight-localhost.zip. Install it.',
    '  3. Open Sidelight in the left bar: the setup page. What to paste there is under',
    '     “Keys to try” at the bottom of the helpdesk page.',
    'It is all forgotten when the demo stops. Ctrl-C ends it.',
  ].join('\n');

/** `first`: the port that the demo begins at. */
export const portTaken = (port: number, first: number): string =>
  [
    `Port ${port} is taken: another demo, or another program, listens there.`,
    `End that one, or begin elsewhere: npm run demo -- --port ${first + 200}`,
  ].join('\n');
