/** Every colour, for light and for dark; those of releases are the same in charts, legend and text. */
export const colours = `
:root {
  --paper: #f7f6f2; --card: #fffefb; --ink: #1d2329; --soft: #5d6670; --line: #e2dfd6; --well: #f0eee7;
  --good: #0b7a63; --bad: #c8302a; --bad-soft: #fbe4e1; --good-soft: #dcf1ea;
  --r0: #3566c8; --r1: #0c8f7a; --r2: #7c4fc4; --r3: #b8720a; --r4: #b83b7d; --r5: #51677f; --r6: #6a7f14; --on: #fff;
  --prepare: #dcdad2; --prove: #f3dca8; --shift: #bfd3f6; --bake: #f6cdb3; --back: #f3b6b0; --on-stage: #2a2620;
  --shadow: 0 1px 2px rgb(40 30 10 / 6%), 0 8px 28px rgb(40 30 10 / 5%);
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #11151a; --card: #191f26; --ink: #e8ebee; --soft: #9aa5b1; --line: #2b333c; --well: #141a20;
    --good: #4fd0ae; --bad: #ff7a70; --bad-soft: #43211f; --good-soft: #16372f;
    --r0: #7aa2ff; --r1: #3cc7a8; --r2: #b494f5; --r3: #eab04f; --r4: #f08abd; --r5: #93a7bd; --r6: #b9cf5e; --on: #10151a;
    --prepare: #38414b; --prove: #5c4a1c; --shift: #2b4675; --bake: #6a4126; --back: #6b2d2a; --on-stage: #eef0f2;
    --shadow: none;
  }
}
`

/** What charts look like, on the page and as a picture by themselves. */
export const chartStyle = `
.hatch-ground { fill: var(--bad); } .hatch-line { stroke: var(--card); stroke-width: 2; opacity: .55; }
.chart { display: block; width: 100%; height: auto; overflow: visible; font: 12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
.chart.narrow { display: none; }
.chart text { fill: var(--ink); } .chart .tick { fill: var(--soft); font-size: 11px; }
.chart .name { fill: var(--soft); font-weight: 600; }
.grid { stroke: var(--line); } .floor { stroke: var(--line); stroke-width: 1.5; }
.share text { fill: var(--on); font-weight: 650; }
.r0 rect, rect.r0 { fill: var(--r0); } .r1 rect, rect.r1 { fill: var(--r1); } .r2 rect, rect.r2 { fill: var(--r2); }
.r3 rect, rect.r3 { fill: var(--r3); } .r4 rect, rect.r4 { fill: var(--r4); } .r5 rect, rect.r5 { fill: var(--r5); } .r6 rect, rect.r6 { fill: var(--r6); }
.lost rect, rect.lost { fill: var(--soft); } rect.bad { fill: url(#hatch); }
.answer { opacity: .9; } .goal { stroke: var(--soft); stroke-dasharray: 1 4; opacity: .7; }
.bar text { fill: var(--on-stage); } .bar.prepare rect { fill: var(--prepare); } .bar.prove rect { fill: var(--prove); }
.bar.shift rect { fill: var(--shift); } .bar.bake rect { fill: var(--bake); } .bar.back rect { fill: var(--back); }
.bar.step rect { fill: var(--ink); opacity: .86; } .bar.step text { fill: var(--card); font-weight: 600; }
.bar.refused rect { fill: var(--bad); opacity: 1; } .bar.refused text { fill: var(--card); }
.alarm line { stroke: var(--bad); stroke-width: 1.5; stroke-dasharray: 4 3; } .alarm text { fill: var(--bad); font-weight: 650; }
.band rect { fill: var(--good-soft); } .band text { fill: var(--good); font-weight: 700; }
.band.not-ok rect { fill: var(--bad-soft); } .band.not-ok text { fill: var(--bad); }
`
