import { PALETTES, type Palette } from '../palette.js';

function variables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, color]) => `--${name}:${color};`)
    .join('');
}

/** The style sheet of the report. Sizes in rem, so that a reader's own font size is kept. */
export const STYLES = `
:root { color-scheme: light dark; ${variables(PALETTES.light)} }
@media (prefers-color-scheme: dark) { :root { ${variables(PALETTES.dark)} } }
@media print { :root { color-scheme: light; ${variables(PALETTES.light)} } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
main, footer { max-width: 78rem; margin: 0 auto; padding: 0 clamp(1rem, 3vw, 2.5rem); }
a { color: inherit; text-underline-offset: 0.18em; }
a:focus-visible, summary:focus-visible, button:focus-visible, select:focus-visible, input:focus-visible, .answer:focus-visible, .scroll:focus-visible { outline: 2px solid var(--felt); outline-offset: 2px; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 0.85rem; letter-spacing: -0.01em; }
h3 { font-size: 1rem; margin: 1.75rem 0 0.5rem; }
sup { line-height: 0; font-size: 0.7em; margin-left: 0.1em; }
sup a { text-decoration: none; color: var(--soft); }
.soft { color: var(--soft); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.doubt { color: var(--doubt); }

header { padding: 1.5rem 0 0; }
.run { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; align-items: center; max-width: none; color: var(--soft); font-size: 0.875rem; margin-bottom: 1.5rem; overflow-wrap: anywhere; }
.run strong { color: var(--ink); letter-spacing: 0.01em; margin-left: -0.6rem; }
.mark { color: var(--felt); flex: none; }
.interrupted { border-left: 4px solid var(--doubt); padding: 0.5rem 0.9rem; background: var(--raised); font-weight: 600; }
.verdict { display: flex; gap: 0.9rem; align-items: flex-start; margin-bottom: 1.25rem; }
.verdict .sign { flex: none; width: 2.6rem; height: 2.6rem; margin-top: 0.1rem; border-radius: 50%; display: grid; place-items: center; color: var(--paper); background: currentColor; font-size: 1.35rem; font-weight: 700; line-height: 1; }
.verdict .sign::first-line { color: var(--paper); }
.verdict.pass { --tone: var(--good); } .verdict.fail { --tone: var(--bad); } .verdict.invalid { --tone: var(--doubt); }
.verdict .sign { background: var(--tone); }
.verdict h1 { margin: 0; font-size: clamp(1.7rem, 4.5vw, 2.3rem); line-height: 1.15; letter-spacing: -0.02em; color: var(--tone); min-width: 0; overflow-wrap: anywhere; }
.verdict .colon { position: absolute; clip-path: inset(50%); }
.verdict .reason { display: block; margin-top: 0.3rem; font-size: 1rem; font-weight: 400; line-height: 1.5; letter-spacing: 0; color: var(--ink); max-width: 46rem; }
.lead { font-size: clamp(1.1rem, 2.4vw, 1.35rem); line-height: 1.4; font-weight: 600; letter-spacing: -0.01em; max-width: 50rem; }
.trust { border-left: 4px solid var(--good); padding-left: 0.9rem; color: var(--soft); }
.trust.degraded, .trust.invalid { border-color: var(--doubt); color: var(--ink); }

.gauge { margin: 1.4rem 0 1.5rem; max-width: 50rem; font-variant-numeric: tabular-nums; }
.gauge .line, .gauge .scale { display: grid; grid-template-columns: 3rem minmax(0, 1fr) 9rem; gap: 0 0.75rem; align-items: center; }
.gauge .line { min-height: 1.9rem; }
.gauge .track { position: relative; height: 2px; background: var(--rule); }
.gauge .interval { position: absolute; top: -5px; height: 12px; border-radius: 2px; opacity: 0.28; background: var(--tone); }
.gauge .value { position: absolute; top: -10px; height: 22px; width: 4px; margin-left: -2px; border-radius: 1px; background: var(--tone); }
.gauge .felt { --tone: var(--felt); } .gauge .wire { --tone: var(--wire); }
.gauge .reading { white-space: nowrap; }
.gauge .ticks { position: relative; height: 1.5rem; font-size: 0.8rem; color: var(--soft); border-top: 1px solid var(--faint); }
.gauge .ticks span { position: absolute; transform: translateX(-50%); padding-top: 0.3rem; }
.gauge .ticks span::before { content: ""; position: absolute; left: 50%; top: 0; height: 0.3rem; border-left: 1px solid var(--faint); }
.gauge .scale { align-items: start; }
.gauge .unit { grid-column: 2; font-size: 0.8rem; color: var(--soft); line-height: 1.3; }

nav { margin: 2rem 0 0; padding: 0.75rem 0; border: solid var(--rule); border-width: 1px 0; font-size: 0.9rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.3rem 1.25rem; margin: 0; padding: 0; list-style: none; }
nav a { color: var(--soft); text-decoration: none; } nav a:hover { color: var(--ink); text-decoration: underline; }
.part { padding: 2.5rem 0 0; scroll-margin-top: 0.5rem; }
.term { text-decoration: underline dotted var(--faint); } .term:hover { text-decoration-style: solid; }

.table { margin: 0 0 1rem; }
/* The shade at the right goes where there is nothing more behind it: its cover scrolls with the table. */
.scroll { overflow-x: auto; max-width: 100%; background: linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5rem 100% no-repeat local, linear-gradient(to left, var(--rule), transparent) right / 1rem 100% no-repeat scroll; }
.scroll::-webkit-scrollbar { height: 8px; } .scroll::-webkit-scrollbar-thumb { background: var(--rule); border-radius: 4px; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; min-width: 100%; }
caption { text-align: left; color: var(--soft); font-size: 0.85rem; padding: 0 0 0.5rem; position: sticky; left: 0; max-width: calc(100vw - 3rem); }
th, td { text-align: right; padding: 0.45rem 0.7rem; border-top: 1px solid var(--rule); vertical-align: top; font-weight: 400; white-space: nowrap; }
thead th { border-top: 0; color: var(--soft); font-size: 0.89em; line-height: 1.25; vertical-align: bottom; white-space: normal; min-width: 3.6rem; }
thead .groups th { text-align: left; padding-bottom: 0; min-width: 0; font-weight: 600; color: var(--ink); border-left: 1px solid var(--rule); }
thead .groups td { border-top: 0; padding: 0; }
tbody tr:first-child > * { border-top: 1px solid var(--faint); }
th.text, td.text, tbody th { text-align: left; }
tbody th { font-weight: 600; position: sticky; left: 0; background: var(--paper); white-space: normal; min-width: 6.5rem; overflow-wrap: anywhere; }
#table-budgets tbody th { font-weight: 400; min-width: 12rem; }
#table-budgets td.text { font-weight: 600; }
#table-flow td { min-width: 4.3rem; } #table-flow td .sub { white-space: normal; }
thead th:first-child { padding-left: 0; } tbody th { padding-left: 0; }
.sub { display: block; white-space: nowrap; color: var(--soft); font-size: 0.87em; font-weight: 400; line-height: 1.35; }
.share-bar + span { display: inline-block; min-width: 3.1rem; }
.share-bar { display: inline-block; position: relative; width: 3.5rem; height: 0.55rem; margin-right: 0.5rem; background: linear-gradient(var(--rule), var(--rule)) center / 100% 1px no-repeat; }
.share-bar i { position: absolute; top: 1px; bottom: 1px; background: var(--felt); opacity: 0.35; border-radius: 1px; }
.share-bar b { position: absolute; top: -1px; bottom: -1px; width: 3px; margin-left: -1.5px; background: var(--felt); }
.notes { margin: 0.4rem 0 0; padding-left: 1.3rem; font-size: 0.8rem; color: var(--soft); line-height: 1.45; overflow-wrap: anywhere; }

figure { margin: 0.5rem 0 1rem; }
.key { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; margin: 0 0 0.5rem; padding: 0; list-style: none; font-size: 0.82rem; color: var(--soft); }
.key li { display: inline-flex; gap: 0.4rem; align-items: center; } .key svg { flex: none; }
.chart { width: 100%; }
.zoom { border: 0; margin: 0 0 0.25rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem; align-items: center; font-size: 0.82rem; }
.zoom[hidden] { display: none; }
.zoom legend { float: left; padding: 0; margin-right: 0.4rem; color: var(--soft); }
.zoom button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--rule); border-radius: 4px; padding: 0.1rem 0.55rem; cursor: pointer; }
.zoom button:hover { border-color: var(--faint); } .zoom button[aria-pressed="true"] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.moment { display: flex; flex-wrap: wrap; gap: 0.2rem 0.6rem; align-items: center; font-size: 0.82rem; margin: 0.3rem 0 0.5rem; } .moment[hidden] { display: none; } .moment input { flex: 1 1 12rem; max-width: 34rem; } .moment > span:first-child { color: var(--soft); }
input[type="range"] { accent-color: var(--felt); min-width: 8rem; margin: 0; }
button, select { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--faint); border-radius: 4px; padding: 0.25rem 0.6rem; max-width: 100%; } button { cursor: pointer; } button:hover, select:hover { border-color: var(--ink); }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }

.replay[hidden], .downloads[hidden] { display: none; }
.transport { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: center; font-size: 0.88rem; margin: 0 0 0.9rem; }
.transport .play { min-width: 5.5rem; background: var(--felt); border-color: var(--felt); color: var(--paper); font-weight: 600; }
.transport .seek { display: flex; flex: 1 1 16rem; gap: 0.6rem; align-items: center; } .transport .scrub { flex: 1; }
.transport output { font-variant-numeric: tabular-nums; color: var(--soft); min-width: 8rem; }
.panes { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem 1.5rem; }
.pane { border: 1px solid var(--rule); border-radius: 8px; padding: 0.75rem; min-width: 0; }
.pane select { width: 100%; font-weight: 600; }
.pane .state { margin: 0 0 0.7rem; font-size: 0.85rem; color: var(--soft); font-variant-numeric: tabular-nums; min-height: 1.4em; }
.pane .said { margin: 0 0 0.6rem auto; width: fit-content; max-width: 85%; padding: 0.4rem 0.8rem; border-radius: 12px 12px 2px 12px; background: var(--raised); font-size: 0.9rem; overflow-wrap: anywhere; white-space: pre-wrap; }
.pane .answer { height: 13rem; overflow-y: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.95rem; padding-right: 0.25rem; } .pane .answer.shape { color: var(--faint); letter-spacing: -0.08em; line-height: 1.3; }
.pane .track { position: relative; height: 14px; margin: 0.7rem 0 0.35rem; background: var(--raised); border-radius: 3px; overflow: hidden; }
.pane .track i { position: absolute; top: 0; bottom: 0; } .pane .track .wait { background: repeating-linear-gradient(135deg, var(--faint) 0 2px, transparent 2px 6px); } .pane .track .flow { background: var(--felt); opacity: 0.55; } .pane .track .stall { background: var(--bad); }
.pane .track b { position: absolute; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: var(--ink); }
.downloads { display: flex; flex-wrap: wrap; gap: 0.6rem; margin-bottom: 1rem; } .downloads button { text-align: left; padding: 0.5rem 0.8rem; } .downloads span { display: block; color: var(--soft); font-size: 0.82rem; }

details { margin: 0.35rem 0; } details > :not(summary) { margin-top: 0.75rem; }
summary { cursor: pointer; color: var(--soft); font-size: 0.88rem; width: fit-content; } summary:hover { color: var(--ink); }
.tip { max-width: min(20rem, 80vw); font-size: 0.82rem; line-height: 1.45; color: var(--ink); white-space: normal; }
.tip b { display: block; } .tip dl { margin: 0; display: grid; grid-template-columns: auto auto; gap: 0 0.9rem; } .tip dt { color: var(--soft); } .tip dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; } .tip p { margin: 0.25rem 0 0; }

.parts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr)); gap: 0.6rem 1.5rem; margin: 0 0 1rem; font-size: 0.88rem; line-height: 1.4; }
.parts dt { font-weight: 600; } .parts svg { margin-right: 0.4rem; vertical-align: -0.1em; } .parts dd { margin: 0; color: var(--soft); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); gap: 0.9rem 1.5rem; margin: 0 0 1.25rem; }
.facts dt { color: var(--soft); font-size: 0.82rem; } .facts dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; } .facts small { display: block; color: var(--soft); font-size: 0.78rem; line-height: 1.35; }
.caveats { margin: 0 0 1rem; padding: 0.6rem 1rem 0.6rem 2rem; background: var(--raised); border-left: 4px solid var(--doubt); font-size: 0.9rem; overflow-wrap: anywhere; }
.sentences, .events { padding-left: 1.2rem; margin: 0 0 1rem; max-width: 50rem; overflow-wrap: anywhere; }
.events { list-style: none; padding: 0; font-size: 0.9rem; } .events time { display: inline-block; min-width: 3.2rem; color: var(--soft); font-variant-numeric: tabular-nums; } .events b { font-weight: 600; }
.glossary { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); gap: 1rem 2rem; margin: 0; font-size: 0.9rem; }
.glossary > div { scroll-margin-top: 1rem; } .glossary dt { font-weight: 600; } .glossary dd { margin: 0; color: var(--soft); }
.glossary > div:target { box-shadow: -0.75rem 0 0 -0.5rem var(--felt); background: var(--raised); }

.turns h3 { border-top: 1px solid var(--rule); padding-top: 0.8rem; margin-top: 1.25rem; }
.turn { margin: 0 0 1.25rem; overflow-wrap: anywhere; }
.turn h4 { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0 0 0.4rem; font-size: 0.88rem; font-weight: 400; font-variant-numeric: tabular-nums; } .turn h4 b { min-width: 3.6rem; }
.strip { display: grid; grid-template-columns: 3.6rem minmax(0, 1fr); gap: 3px 0; align-items: center; font-size: 0.78rem; color: var(--soft); padding-right: 1.2rem; }
.strip svg { width: 100%; height: 24px; background: var(--raised); display: block; }
.strip .none { height: 24px; line-height: 24px; background: var(--raised); padding-left: 0.5rem; }
.strip .wire { --tone: var(--wire); } .strip .felt { --tone: var(--felt); }
.strip .fill { fill: var(--tone); opacity: 0.28; } .strip .ticks { stroke: var(--tone); stroke-width: 1.2px; vector-effect: non-scaling-stroke; fill: none; } .strip .stall { fill: var(--bad); opacity: 0.22; }
.strip .busy { height: 6px; background: none; } .strip .busy path { fill: var(--host); }
.shot { display: block; max-width: min(40rem, 100%); height: auto; border: 1px solid var(--rule); border-radius: 4px; }
.turn:not(:last-child) .axis { display: none; }
.strip .axis { grid-column: 2; position: relative; height: 1.2rem; } .strip .axis span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.more { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; align-items: baseline; } .more details[open] { flex-basis: 100%; }
.play-this { padding: 0; border: 0; background: none; color: var(--soft); font-size: 0.88rem; text-decoration: underline; text-underline-offset: 0.18em; } .play-this:hover { color: var(--ink); }
.detail { font-size: 0.88rem; color: var(--soft); margin: 0.2rem 0; }
pre { margin: 0 0 0.75rem; padding: 0.6rem 0.8rem; background: var(--raised); font: 0.82rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 60rem; }
footer { padding-top: 2.5rem; padding-bottom: 2.5rem; color: var(--soft); font-size: 0.82rem; }

@media (max-width: 34rem) {
  .gauge .line, .gauge .scale { grid-template-columns: 2.4rem minmax(0, 1fr) 6.8rem; gap: 0 0.5rem; }
  .gauge { font-size: 0.9rem; }
  th, td { padding: 0.45rem 0.5rem; } #table-budgets tbody th { min-width: 6.5rem; }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.7rem 1rem; }
}
@page { margin: 14mm; }
@media print {
  html { font-size: 12px; } main, footer { padding: 0; } nav, .zoom, .moment, .transport, .downloads, #data, details:not([open]) { display: none; } .pane .answer { height: auto; max-height: none; overflow: visible; }
  .part { padding-top: 1.5rem; } h2, h3, caption { break-after: avoid; } figure, tr, .turn, .glossary > div { break-inside: avoid; }
  .scroll { overflow: visible; background: none; } caption { max-width: none; } table { font-size: 0.7rem; } th, td { padding: 0.25rem 0.35rem; } .share-bar + span { min-width: 2.6rem; } tbody th { position: static; min-width: 0; } thead th { min-width: 0; }
  a { text-decoration: none; } .share-bar { width: 2rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
