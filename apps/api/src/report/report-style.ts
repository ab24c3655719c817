/** Of the report's page: it has to read well forwarded, printed and on a phone. */
export const reportStyle = `
:root { color-scheme: light; --ink: #1b2430; --soft: #5b6778; --line: #dfe4ea; --paper: #fff; --wash: #f5f7f9;
  --now: #1f6f8b; --then: #b9c6cf; --mark: #9a5b00; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--wash); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 40px 48px 64px; background: var(--paper); }
header { border-bottom: 3px solid var(--now); padding-bottom: 18px; margin-bottom: 26px; }
.kind { margin: 0; color: var(--now); font-weight: 600; letter-spacing: .02em; }
h1 { margin: 4px 0 2px; font-size: 32px; line-height: 1.2; }
h2 { margin: 0 0 8px; font-size: 20px; }
.about, .legend, figcaption { color: var(--soft); margin: 0; }
.standing { margin: 12px 0 0; padding: 10px 14px; background: #fff6e5; border-left: 4px solid #d98e04; }
section { margin-top: 38px; break-inside: avoid-page; }
section > p { margin: 0 0 12px; max-width: 78ch; }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; list-style: none; margin: 0; padding: 0; }
.tiles li { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; display: flex; flex-direction: column; }
.tiles .name { color: var(--soft); }
.tiles strong { font-size: 27px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tiles .before { color: var(--soft); font-size: 13px; }
.tiles b { color: var(--ink); font-weight: 600; }
.advice { background: #eef6f8; border-radius: 8px; padding: 20px 24px; }
.advice ol { margin: 0; padding-left: 22px; }
.advice li + li { margin-top: 10px; }
.rule { color: var(--soft); font-size: 13px; white-space: nowrap; }
code { background: #e4ebef; border-radius: 3px; padding: 1px 4px; font-size: 13px; }
figure { margin: 14px 0 18px; }
figcaption { font-weight: 600; color: var(--ink); }
.legend { font-size: 13px; }
.legend i { display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin: 0 2px 0 8px; }
.legend i:first-child { margin-left: 0; }
i.now { background: var(--now); } i.then { background: var(--then); }
svg { display: block; width: 100%; height: auto; margin-top: 6px; font-size: 13px; }
rect.now { fill: var(--now); } rect.then { fill: var(--then); }
.grid { stroke: var(--line); stroke-width: 1; }
svg text { fill: var(--ink); } .tick, .figure.then { fill: var(--soft); font-size: 12px; }
.figure { font-variant-numeric: tabular-nums; }
.end { text-anchor: end; } .middle { text-anchor: middle; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 7px 10px; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child { text-align: left; padding-left: 0; } tbody th { font-weight: 500; }
thead th { color: var(--soft); font-weight: 600; font-size: 13px; vertical-align: bottom; border-bottom-color: #b8c2cc; }
@media (max-width: 640px) { main { padding: 24px 18px; } .tiles { grid-template-columns: repeat(2, 1fr); } }
@media print { body { background: #fff; } main { padding: 0; max-width: none; } .advice { border: 1px solid var(--line); } }
`;
