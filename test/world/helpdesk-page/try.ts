import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import { startWorld } from '../world.ts';
import { startHelpdeskPage } from './start.ts';
import { startTryApp } from './try-app.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const app = await startTryApp();
const world = await startWorld({ customers: 20, apiUrl: app.url });
const page = await startHelpdeskPage({ port: 0, world, apiUrl: app.url });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
let failed = 0;
const check = (name: string, got: unknown, want: unknown) => {
  const ok = JSON.stringify(got) === JSON.stringify(want);
  if (!ok) failed++;
  console.log(ok ? 'ok  ' : 'FAIL', name, ok ? '' : `got ${JSON.stringify(got)} want ${JSON.stringify(want)}`);
};
const axe = async (tab: Page, name: string) => {
  const found = await tab.evaluate(async () => {
    // @ts-expect-error injected
    const r = await window.axe.run({ exclude: ['iframe'] });
    return r.violations.map(
      (v: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120) + ' ' + n.failureSummary.slice(0, 260)).join(' || ')}`,
    );
  });
  check(`axe ${name}`, found, []);
};
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true });
  const tab = await context.newPage();
  tab.on('console', (m) => m.text().includes('sandbox') || console.log('console', m.type(), m.text()));
  tab.on('pageerror', (e) => console.log('pageerror', e.message));
  await tab.addInitScript({ path: axePath });
  await tab.goto(page.url);
  await tab.waitForSelector('[data-ticket-row="1001"]');
  await axe(tab, 'list light');
  await tab.screenshot({ path: '/tmp/hd/list.png' });
  await tab.click('[data-ticket-row="1001"]');
  const el = tab.locator('iframe[data-app-frame="1001"]');
  const frame = (await (await el.elementHandle())!.contentFrame())!;
  await frame.locator('text=registered').waitFor({ timeout: 5000 });
  await frame.locator('text=activated').waitFor();
  const run = (code: string) =>
    frame.evaluate(
      `(async()=>{try{return await (async()=>{${code}})()}catch(e){return 'threw '+e.name+': '+e.message}})()`,
    );

  check('get one', await run(`return client.get('ticket.subject')`), {
    'ticket.subject': 'Exports from our main workspace keep timing out',
    errors: {},
  });
  check(
    'get unknown rejects by name',
    await run(`return client.get('ticket.nope')`),
    'threw APIExecutionError: "ticket.nope" is not available in this location',
  );
  check(
    'bulk partial',
    await run(`return (await client.get(['ticket.id','nope'])).errors.nope.name`),
    'APIExecutionError',
  );
  check('metadata', await run(`return (await client.metadata()).installationId`), 48160001);
  check(
    'context',
    await run(`const c = await client.context(); return [c.product,c.location,c.ticketId,c.account.subdomain]`),
    ['support', 'ticket_sidebar', 1001, 'acme'],
  );
  check(
    'set',
    await run(
      `let heard; client.on('ticket.subject.changed',s=>heard=s); const r=await client.set('ticket.subject','Set by app'); await new Promise(r=>setTimeout(r,50)); return [r,heard]`,
    ),
    [{ 'ticket.subject': 'Set by app', errors: {} }, 'Set by app'],
  );
  check('title in tab', await tab.locator('[data-ticket-tab="1001"] .tab-title').textContent(), 'Set by app');
  check(
    'set id refused',
    await run(`return client.set('ticket.id', 3)`),
    'threw APIExecutionError: "ticket.id" cannot be set',
  );
  check('resize', await run(`return client.invoke('resize',{width:'100%',height:'777px'})`), {
    resize: null,
    errors: {},
  });
  check('height', await el.evaluate((e) => (e as HTMLElement).style.height), '777px');
  await run(`return client.invoke('notify','Hello <b>there</b>','alert')`);
  check('toast', await tab.locator('[data-toast="alert"] p').textContent(), 'Hello there');
  await run(`await client.invoke('ticket.editor.insert','<p>We know about this.</p><p>Exporting by month works.</p>')`);
  check(
    'draft',
    await tab.locator('[data-composer="1001"]').textContent(),
    'We know about this.\nExporting by month works.',
  );
  check('notice', await tab.locator('.draft-notice').isVisible(), true);
  await tab.screenshot({ path: '/tmp/hd/ticket.png' });
  await tab.locator('[data-composer="1001"]').click();
  await tab.keyboard.press('Control+End');
  await tab.keyboard.press('Enter');
  await tab.keyboard.type('Best,');
  await tab.keyboard.press('Enter');
  await tab.keyboard.type('Maya');
  check(
    'typed lines',
    await run(`return (await client.get('comment.text'))['comment.text']`),
    'We know about this.\nExporting by month works.\nBest,\nMaya',
  );
  await run(`await client.invoke('comment.appendText','PS')`);
  check('append', String(await tab.locator('[data-composer="1001"]').textContent()).endsWith('PS'), true);
  check(
    'unknown action',
    await run(`return client.invoke('instances.create',{location:'modal'})`),
    'threw APIExecutionError: "instances.create" is not an action of this helpdesk',
  );
  check('request ok', await run(`return (await client.request('/api/v2/tickets/1001.json')).ticket.id`), 1001);
  check(
    'request 404',
    await frame.evaluate(`client.request('/api/v2/tickets/77.json').then(()=>'no',e=>[e.status,e.responseJSON.error])`),
    [404, 'RecordNotFound'],
  );
  check(
    'request elsewhere',
    await frame.evaluate(`client.request('https://example.com/').then(()=>'no',e=>e.status)`),
    0,
  );
  check(
    'instance',
    await run(
      `const g=(await client.context()).instanceGuid; return (await client.get('instances')).instances[g].location`,
    ),
    'ticket_sidebar',
  );

  // hooks
  await frame.evaluate(
    `window.h=()=>'Add a tag first';client.on('ticket.save',h);['start','done','fail','always'].forEach(n=>client.on('ticket.submit.'+n,()=>log('submit '+n)))`,
  );
  await tab.click('[data-submit="1001"]');
  await tab.locator('[data-toast="error"]').waitFor();
  check(
    'refused save',
    await tab.locator('[data-toast="error"] p').textContent(),
    'Not saved. The app objected: Add a tag first',
  );
  check(
    'events after refusal',
    await frame
      .locator('#log')
      .evaluate((e) => [...e.children].map((c) => c.textContent).filter((t) => t?.startsWith('submit'))),
    ['submit start', 'submit fail', 'submit always'],
  );
  await frame.evaluate(`client.off('ticket.save',h)`);
  await tab.selectOption('#submit-status-1001', 'pending');
  await tab.click('[data-submit="1001"]');
  await tab.locator('[data-toast="notice"]').waitFor();
  check(
    'saved',
    [world.helpdesk.ticket(1001)?.status, world.helpdesk.comments(1001).at(-1)?.body],
    ['pending', 'We know about this.\nExporting by month works.\nBest,\nMaya\nPS'],
  );
  check(
    'webhook',
    world.webhooks.deliveries().map((d) => d.type.split('.').at(-1)),
    ['status_changed', 'comment_added'],
  );
  check('composer empty', await tab.locator('[data-composer="1001"]').textContent(), '');

  // requester
  await tab.selectOption('[data-requester-select="1001"]', { label: 'Tomás Herrera' });
  await frame.locator('text=requester 900020').waitFor();
  check(
    'requester saved',
    [world.helpdesk.ticket(1001)?.requesterId, world.helpdesk.ticket(1001)?.organizationId],
    [900020, 800020],
  );

  // second ticket, own frame kept alive
  await tab.click('[data-nav="tickets"]');
  await frame.locator('text=deactivated').waitFor({ state: 'attached' });
  await tab.click('[data-ticket-row="1018"]');
  await tab.frameLocator('iframe[data-app-frame="1018"]').locator('text=registered').waitFor();
  await tab.screenshot({ path: '/tmp/hd/rtl.png' });
  check('two frames', await tab.locator('iframe[data-app-frame]').count(), 2);
  await tab.click('[data-ticket-tab="1001"]');
  await frame.locator('text={"firstLoad":false}').waitFor();
  check('posts', app.seen.length, 2);

  // keyboard resize
  await tab.focus('[data-tray-resizer]');
  await tab.keyboard.press('ArrowLeft');
  check('wider', await tab.locator('.tray').evaluate((e) => e.getBoundingClientRect().width), 330);
  await tab.keyboard.press('End');
  check('widest', await tab.locator('.tray').evaluate((e) => e.getBoundingClientRect().width), 640);
  await tab.screenshot({ path: '/tmp/hd/wide.png' });
  await tab.keyboard.press('Home');
  check('narrowest', await tab.locator('[data-tray-resizer]').getAttribute('aria-valuenow'), '270');
  const box = (await tab.locator('[data-tray-resizer]').boundingBox())!;
  await tab.mouse.move(box.x + 3, 400);
  await tab.mouse.down();
  await tab.mouse.move(box.x + 60, 380, { steps: 3 });
  await tab.mouse.move(box.x - 47, 400, { steps: 5 });
  await tab.mouse.up();
  check('dragged', await tab.locator('.tray').evaluate((e) => e.getBoundingClientRect().width), 320);
  await tab.mouse.move(300, 300);
  check('stays', await tab.locator('.tray').evaluate((e) => e.getBoundingClientRect().width), 320);

  // faults
  await tab.click('[data-simulation-toggle]');
  await tab.selectOption('[data-fault-select="billing"]', 'hang');
  await tab.locator('.fault.is-faulty').waitFor();
  check('fault', world.faults.current('billing')?.kind, 'hang');
  for (const [system, kinds] of [
    ['helpdesk', ['latency', 'slow_drip', '429', '5xx', 'huge_body', 'flapping', 'duplicate', 'out_of_order']],
    ['crm', ['401']],
  ] as const)
    for (const kind of kinds) {
      const done = tab.waitForResponse((r) => r.url().endsWith(`/faults/${system}`));
      await tab.selectOption(`[data-fault-select="${system}"]`, kind);
      check(`fault ${kind}`, [(await done).status(), world.faults.current(system)?.kind], [200, kind]);
    }
  await axe(tab, 'ticket light');
  await tab.screenshot({ path: '/tmp/hd/faults.png' });
  await tab.click('[data-simulation="clear-faults"]');
  await tab.locator('text=All systems answer').waitFor();
  await tab.click('[data-simulation="deactivate"]');
  await tab.screenshot({ path: '/tmp/hd/background.png' });
  await tab.click('[data-simulation="activate"]');
  await tab.click('[data-theme-toggle]');
  await frame.locator('text=scheme dark').waitFor();
  check('no reload', app.seen.length, 2);
  await axe(tab, 'ticket dark');
  await tab.screenshot({ path: '/tmp/hd/dark.png' });
  await tab.click('[data-nav="tickets"]');
  await axe(tab, 'list dark');

  // agent
  await tab.selectOption('[data-agent-switch]', '7002');
  await tab.waitForTimeout(500);
  check('reopened', app.seen.length, 4);
  const de = tab.frameLocator('iframe[data-app-frame="1018"]');
  await tab.click('[data-ticket-tab="1018"]');
  check('german', (await de.locator('#who').textContent())?.includes('"currentUser.locale":"de"'), true);

  // new ticket
  await tab.click('[data-nav="new"]');
  const fresh = tab.frameLocator('iframe[data-app-frame="new"]');
  await fresh.locator('text=registered new_ticket_sidebar undefined').waitFor();
  await tab.selectOption('[data-requester-select="new-1"]', { label: 'Dana Whitfield' });
  await fresh.locator('text=requester 900010').waitFor();
  await tab.fill('[data-subject="new-1"]', 'Asked on the phone');
  await tab.locator('[data-composer="new-1"]').fill('Dana asked for a call back.');
  await axe(tab, 'new ticket');
  await tab.screenshot({ path: '/tmp/hd/new.png' });
  await tab.click('[data-submit="new-1"]');
  await tab.locator('iframe[data-app-frame="10000000"]').waitFor();
  check('created', world.helpdesk.ticket(10_000_000)?.subject, 'Asked on the phone');
  check('address', new URL(tab.url()).hash, '#/tickets/10000000');
  await tab.reload();
  await tab
    .frameLocator('iframe[data-app-frame="10000000"]')
    .locator('text=registered ticket_sidebar 10000000')
    .waitFor();
  check('still dark', await tab.evaluate(() => document.documentElement.dataset.theme), 'dark');

  // API gone
  await tab.evaluate(() => localStorage.clear());
  await tab.goto(`${page.url}/#/tickets/1005`);
  await tab.reload();
  await tab.frameLocator('iframe[data-app-frame="1005"]').locator('text=registered').waitFor();
  app.stop();
  await tab.click('button[title="Reload app"]');
  await tab.locator('[data-app-state="down"]').waitFor({ timeout: 8000 });
  await axe(tab, 'down');
  await tab.screenshot({ path: '/tmp/hd/down.png' });
  await tab.click('.app-notice button');
  console.log(failed === 0 ? 'ALL OK' : `${failed} FAILED`);
} finally {
  await browser.close();
  await page.stop();
  await world.stop();
  app.stop();
}
