import { chartStyle, colours } from './chart-style.ts'

/** The page's whole style, with a colour for each of so many releases. */
export function style(releases: number): string {
  return `${colours(releases)}${chartStyle(releases)}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; overflow-wrap: break-word; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: 3px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 4px; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace; font-size: .86em; }
h1, h2, h3, p, ul, ol, dl, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
.skip { position: absolute; left: -999px; top: 8px; background: var(--card); padding: 8px 14px; border-radius: 8px; }
.skip:focus { left: 16px; }
.defs { position: absolute; }

.headline { padding: 56px 0 36px; }
.kicker { color: var(--soft); font-weight: 600; letter-spacing: .02em; }
.kicker time { font-weight: 400; margin-left: .6em; }
h1 { font-size: clamp(2.1rem, 6.4vw, 4rem); line-height: 1.05; letter-spacing: -.035em; font-weight: 750; margin: 10px 0 14px; display: flex; align-items: center; gap: .35em; }
.lamp { flex: none; width: .52em; height: .52em; border-radius: 50%; background: var(--good); box-shadow: 0 0 0 .16em var(--good-soft); }
.not-ok .lamp { background: var(--bad); box-shadow: 0 0 0 .16em var(--bad-soft); }
.outcomes { font-size: 1.18rem; color: var(--soft); max-width: 74ch; }
.trouble { margin-top: 14px; color: var(--bad); font-weight: 600; }
.facts { margin-top: 26px; display: flex; flex-wrap: wrap; gap: 18px 44px; }
.facts dt { color: var(--soft); font-size: .86rem; }
.facts dd { margin: 0; font-size: 1.3rem; font-weight: 650; letter-spacing: -.01em; }
.facts small { display: block; font-size: .82rem; font-weight: 400; color: var(--soft); letter-spacing: 0; }
.facts code { font-weight: 400; font-size: .8em; color: var(--soft); }
.notes { margin-top: 22px; color: var(--soft); font-size: .9rem; }
.notes li { padding-left: 1.1em; text-indent: -1.1em; } .notes li::before { content: "– "; }

section { background: var(--card); border: 1px solid var(--line); border-radius: 18px; padding: 28px 32px 30px; margin-bottom: 26px; box-shadow: var(--shadow); scroll-margin-top: 16px; }
h2 { font-size: 1.42rem; letter-spacing: -.02em; line-height: 1.25; display: flex; align-items: center; flex-wrap: wrap; gap: 4px 12px; }
h3 { font-size: 1rem; margin: 0 0 10px; }
.position { display: inline-grid; place-items: center; flex: none; width: 1.75em; height: 1.75em; border-radius: 50%; background: var(--well); border: 1px solid var(--line); font-size: .74em; font-weight: 650; }
.about { color: var(--soft); margin-top: 8px; max-width: 74ch; }
.story { font-size: 1.12rem; line-height: 1.45; margin-top: 6px; max-width: 70ch; }
figure { margin-top: 22px; }
.mark { font-size: .84rem; font-weight: 600; letter-spacing: 0; border-radius: 99px; padding: 2px 11px 3px; white-space: nowrap; }
.mark.ok { color: var(--good); background: var(--good-soft); } .mark.not-ok { color: var(--bad); background: var(--bad-soft); }

.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 12px 0 14px; font-size: .9rem; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: 7px; }
.swatch { width: 14px; height: 14px; border-radius: 4px; display: inline-block; }
.swatch.bad { background: repeating-linear-gradient(45deg, var(--bad) 0 3px, color-mix(in srgb, var(--bad) 45%, var(--card)) 3px 5px); }
.swatch.on-purpose { background: repeating-linear-gradient(-45deg, var(--purpose) 0 3px, color-mix(in srgb, var(--purpose) 45%, var(--card)) 3px 5px); }

table { width: 100%; border-collapse: collapse; margin-top: 12px; font-size: .95rem; }
th, td { text-align: left; padding: 9px 12px 9px 0; border-top: 1px solid var(--line); vertical-align: middle; }
thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: .84rem; padding-bottom: 5px; }
tbody th { font-weight: 600; } tbody th .position { margin-right: 10px; }
.figure { text-align: right; padding-right: 0; padding-left: 14px; white-space: nowrap; } .some { color: var(--bad); font-weight: 650; }
.figure + :not(.figure) { padding-left: 18px; } .gap + .story { margin-top: 14px; }
.spark { width: 200px; }
caption { text-align: left; color: var(--soft); font-size: .88rem; padding-top: 8px; }

.columns { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); gap: 26px 44px; margin-top: 26px; }
.decisions { counter-reset: step; }
.decisions li { counter-increment: step; position: relative; padding: 0 0 14px 36px; }
.decisions li::before { content: counter(step); position: absolute; left: 0; top: 1px; width: 23px; height: 23px; border-radius: 7px; display: grid; place-items: center; font-size: .78rem; font-weight: 700; background: color-mix(in srgb, var(--ink) 86%, var(--card)); color: var(--card); }
.decisions li.refused::before { background: var(--bad); }
.decisions li:not(:last-child)::after { content: ""; position: absolute; left: 11px; top: 30px; bottom: 5px; border-left: 1.5px solid var(--line); }
.what { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 9px; }
.verdict { font-weight: 600; color: var(--good); } .refused .verdict { color: var(--bad); }
.when { color: var(--soft); font-size: .86rem; margin-left: auto; }
.message { color: var(--soft); font-size: .93rem; overflow-wrap: anywhere; }
details summary { cursor: pointer; color: var(--soft); font-size: .88rem; width: fit-content; padding: 3px 0; border-radius: 4px; }
details summary:hover { color: var(--ink); }
pre { background: var(--well); border: 1px solid var(--line); border-radius: 10px; padding: 12px 14px; margin: 6px 0 4px; max-height: 420px; overflow: auto; line-height: 1.55; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .78rem; }
.evidence li { padding: 4px 0 4px 26px; position: relative; }
.evidence li > span { position: absolute; left: 2px; font-weight: 700; }
.holds > span { color: var(--good); } .missing, .missing > span { color: var(--bad); } .missing em { font-style: normal; font-weight: 650; }
.figure-line { border-top: 1px solid var(--line); margin-top: 8px; padding-left: 0 !important; padding-top: 10px !important; }
.figure-line + .figure-line { border-top: 0; margin-top: 0; padding-top: 2px !important; }
.gap { margin-top: 18px; padding: 12px 16px; border-radius: 12px; background: var(--bad-soft); }
.stopped { margin-top: 20px; } .stopped li { padding: 4px 0; }
.numbers { margin-top: 14px; } .numbers td, .numbers caption, .notes li, .trouble li, .gap, .story, .stopped p { overflow-wrap: anywhere; } .numbers table { font-size: .88rem; max-width: 760px; } .numbers td, .numbers th { padding-top: 5px; padding-bottom: 5px; } .numbers p { font-size: .88rem; color: var(--soft); margin-top: 10px; }
footer { max-width: 1120px; margin: 0 auto; padding: 6px 24px 56px; color: var(--soft); font-size: .88rem; }

@media (max-width: 760px) {
  main { padding: 0 12px; } footer { padding: 6px 16px 40px; }
  .headline { padding: 30px 6px 24px; } h1 { align-items: flex-start; } .lamp { margin-top: .28em; }
  .facts { gap: 14px 30px; } .facts dd { font-size: 1.12rem; }
  section { padding: 20px 16px 22px; border-radius: 16px; margin-bottom: 16px; }
  .chart.wide { display: none; } .chart.narrow { display: block; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .when { margin-left: 0; width: 100%; }
  .overview, .overview tbody, .overview tr, .overview th, .overview td { display: block; } .overview thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
  .overview tr { border-top: 1px solid var(--line); padding: 12px 0; } .overview tr:first-child { border-top: 0; }
  .overview th, .overview td { border: 0; padding: 2px 0; text-align: left; }
  .overview .spark { width: 100%; padding: 6px 0; } .overview .figure { display: inline-block; margin-right: 18px; color: var(--soft); font-size: .88rem; }
  .overview .figure::before { content: attr(data-name) " "; } .overview .some { color: var(--bad); }
}
@media (max-width: 460px) { .numbers .figure { padding-left: 8px; } .numbers table { font-size: .8rem; } }
@media print { body { background: #fff; } section { break-inside: avoid; box-shadow: none; } }
`
}
