import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';

const lib = new URL('../../../apps/sidebar/node_modules/@zendesk/zaf-client/lib/', import.meta.url);
const sdk = () => {
  const names = ['index', 'client', 'utils', 'vendor/native-promise-only'];
  const parts = names.map(
    (n) =>
      `${JSON.stringify(n)}: function(module, exports, require){${readFileSync(new URL(`${n}.js`, lib), 'utf8')}\n}`,
  );
  return `(function(){var defs={${parts.join(',')}},done={};function req(n){n=n.replace('./','');if(!done[n]){var m=done[n]={exports:{}};defs[n](m,m.exports,req)}return done[n].exports}window.ZAFClient=req('index')})()`;
};

/** A stand-in for the API whose app is the real SDK and nothing else. */
export async function startTryApp(port = 0) {
  const app = express();
  const seen: string[] = [];
  app.get('/healthz', (_q, r) => void r.json({ ok: true }));
  app.get('/sdk.js', (_q, r) => void r.type('text/javascript').send(sdk()));
  app.post('/zaf/:location', express.urlencoded({ extended: false }), (req, res) => {
    seen.push(`${req.params.location} ${req.headers.origin} ${String(req.body.token).split('.').length} ${req.url}`);
    if (req.query.refuse) return void res.status(403).send('refused');
    res
      .type('html')
      .send(`<!doctype html><html><meta charset=utf-8><title>app</title><style>body{font:14px system-ui;margin:12px;color:#293239;background:#fff}.dark{background:#151a1e;color:#d8dcde}</style><body class="${req.query.colorScheme}"><p id=who>…</p><ul id=log></ul><script src="/sdk.js"></script><script>
      const log=(x)=>{const li=document.createElement('li');li.textContent=typeof x==='string'?x:JSON.stringify(x);document.getElementById('log').append(li)};
      window.client=ZAFClient.init((ctx)=>{log('registered '+ctx.context.location+' '+ctx.context.ticketId)});
      client.on('app.activated',(e)=>log('activated '+JSON.stringify(e)));client.on('app.deactivated',()=>log('deactivated'));
      client.on('ticket.requester.id.changed',(id)=>log('requester '+id));
      client.on('colorScheme.changed',(s)=>{document.body.className=s;log('scheme '+s)});
      client.get(['ticket.id','ticket.requester','ticket.organization','currentUser.locale','colorScheme']).then(r=>{document.getElementById('who').textContent=JSON.stringify(r);client.invoke('resize',{width:'100%',height:'500px'});client.trigger('sidelight.painted',{lastCardMs:312})});
    </script></body></html>`);
  });
  const server = app.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
