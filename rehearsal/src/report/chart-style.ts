import { declarations, rules } from './palette.ts'

/** Every colour, for light and for dark; those of the releases are the same in charts, legend and text. */
export function colours(releases: number): string {
  return `
:root {
  --paper: #f7f6f2; --card: #fffefb; --ink: #1d2329; --soft: #5d6670; --line: #e2dfd6; --well: #f0eee7;
  --good: #0b7a63; --bad: #c8302a; --bad-soft: #fbe4e1; --good-soft: #dcf1ea;
  ${declarations(releases, 'light')} --focus: #3566c8; --on: #fff; --purpose: #a8670a;
  --prepare: #dcdad2; --prove: #f3dca8; --shift: #bfd3f6; --bake: #f6cdb3; --back: #f3b6b0; --on-stage: #2a2620;
  --shadow: 0 1px 2px rgb(40 30 10 / 6%), 0 8px 28px rgb(40 30 10 / 5%);
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #11151a; --card: #191f26; --ink: #e8ebee; --soft: #9aa5b1; --line: #2b333c; --well: #141a20;
    --good: #4fd0ae; --bad: #ff7a70; --bad-soft: #43211f; --good-soft: #16372f;
    ${declarations(releases, 'dark')} --focus: #7aa2ff; --on: #10151a; --purpose: #eab04f;
    --prepare: #38414b; --prove: #5c4a1c; --shift: #2b4675; --bake: #6a4126; --back: #6b2d2a; --on-stage: #eef0f2;
    --shadow: none;
  }
}
`
}

/** What charts look like, on the page and as a picture by themselves. */
export function chartStyle(releases: number): string {
  return `
.hatch-ground { fill: var(--bad); } .hatch-ground.on-purpose { fill: var(--purpose); } .hatch-line { stroke: var(--card); stroke-width: 2; opacity: .55; }
.chart { display: block; width: 100%; height: auto; overflow: visible; font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.chart.narrow { display: none; }
.chart text { fill: var(--ink); } .chart .tick { fill: var(--soft); font-size: 11px; }
.chart .name { fill: var(--soft); font-weight: 600; }
.grid { stroke: var(--line); } .floor { stroke: var(--line); stroke-width: 1.5; }
.share text { fill: var(--on); font-weight: 650; }
${rules(releases)}
.lost rect, rect.lost { fill: var(--soft); } rect.bad { fill: url(#hatch); } rect.bad.on-purpose { fill: url(#hatch-on-purpose); }
.answer { opacity: .9; } .goal { stroke: var(--soft); stroke-dasharray: 1 4; opacity: .7; }
.bar text { fill: var(--on-stage); } .bar.prepare rect { fill: var(--prepare); } .bar.prove rect { fill: var(--prove); }
.bar.shift rect { fill: var(--shift); } .bar.bake rect { fill: var(--bake); } .bar.back rect { fill: var(--back); }
.bar.step rect { fill: var(--ink); opacity: .86; } .bar.step text { fill: var(--card); font-weight: 600; }
.bar.refused rect { fill: var(--bad); opacity: 1; } .bar.refused text { fill: var(--card); }
.alarm line { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 4 3; } .alarm text { fill: var(--bad); font-weight: 650; }
.band rect { fill: var(--good-soft); } .band text { fill: var(--good); font-weight: 700; }
.band.not-ok rect { fill: var(--bad-soft); } .band.not-ok text { fill: var(--bad); }
`
}
