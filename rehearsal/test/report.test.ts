import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { bucketSize, buckets } from '../src/report/buckets.ts'
import { colourOf } from '../src/report/chart/colour.ts'
import { html } from '../src/report/markup.ts'
import type { Report } from '../src/report/model.ts'
import { page } from '../src/report/page.ts'
import { releaseColour } from '../src/report/palette.ts'
import { picture } from '../src/report/picture.ts'
import type { Played } from '../src/report/scenario-report.ts'
import { aboutHowLong, duration } from '../src/report/words.ts'
import { writeReport } from '../src/report/write-report.ts'
import { answers, before, candidate } from './evidence.ts'
import { sampleReport } from './sample-report.ts'

describe('a scenario', () => {
  it('is as expected only when the reason given and what happened are', () => {
    expect(sampleReport().scenarios.map((scenario) => scenario.ok)).toEqual(Array(7).fill(true))
  })

  it.for([
    ['another reason', { verdict: 'pass', reason: 'unchanged' }],
    ['another verdict', { verdict: 'inconclusive', reason: 'deployed' }],
  ] as const)('is not as expected with %s', ([, said]) => {
    const report = sampleReport((one) => (one.name === 'good-release' ? { ...one, said } : one))
    expect([report.ok, report.scenarios[0]?.ok]).toEqual([false, false])
  })

  it('is not as expected when the action claims what the records do not show', () => {
    const lost = (samples = answers(before, 0, 1, 0)): typeof samples => samples
    const report = sampleReport((one) =>
      one.name === 'good-release'
        ? { ...one, evidence: { ...one.evidence, samples: [...lost(), ...one.evidence.samples] } }
        : one,
    )
    expect(report.scenarios[0]).toMatchObject({ ok: false, failedRequests: 1, actual: { happened: 'unclear' } })
    expect(report.scenarios[0]?.findings.filter((one) => !one.holds)).toEqual([
      { text: 'no request failed', holds: false },
    ])
  })

  it('reports the time from the first bad answer to the last', () => {
    const late = sampleReport().scenarios.find((scenario) => scenario.name === 'late-failure')
    expect(late?.failures).toEqual({ 500: 150 })
    expect(late?.badAnswers).toEqual({ count: 150, firstMs: 5500, lastMs: 7015, ms: 1515 })
  })
})

describe('buckets', () => {
  it('count every answer once, by release, and those that came from nobody', () => {
    const samples = [...answers(before, 0, 10), ...answers(candidate, 100, 10, 500), ...answers('', 150, 1, 0)]
    expect(buckets(samples, { from: 0, to: 200 }, 100, (commit) => commit[0] ?? '')).toEqual([
      { atMs: 0, good: { b: 10 }, bad: {} },
      { atMs: 100, good: {}, bad: { c: 10, lost: 1 } },
    ])
  })

  it('are round and few', () => {
    expect([1000, 9000, 30_000, 90_000].map((ms) => bucketSize(ms, 64))).toEqual([100, 200, 500, 2000])
  })
})

describe('the page', () => {
  const red = (one: Played): Played =>
    ['crashing-release', 'manual-rollback'].includes(one.name)
      ? { ...one, said: { verdict: 'pass', reason: 'deployed' } }
      : one
  const sections = (report: Report): readonly string[] =>
    [...page(report).matchAll(/<section[^>]*? (?:id|aria-labelledby)="([\w-]+)"/g)].map(([, name = '']) => name)
  const names = sampleReport().scenarios.map(({ name }) => name)

  it('begins with what became of the scenarios', () => {
    const what =
      '1 released, 1 stopped at the gate, 2 rolled back before production, 1 rolled back in production, ' +
      '1 restored by hand, 1 with nothing to release'
    const report = sampleReport()
    expect(page(report)).toMatch(new RegExp(`All 7 ended as expected</h1>\\s*<p class="outcomes">${what}</p>`))
    expect(picture(report)).toContain(`>${what}</text>`)
  })

  it('shows the scenarios in their order when all ended as expected', () => {
    expect(sections(sampleReport())).toEqual(['show', 'scenarios', ...names])
  })

  it('begins with the first red scenario otherwise', () => {
    const others = names.filter((name) => name !== 'crashing-release')
    const report = sampleReport(red)
    expect(sections(report)).toEqual(['crashing-release', 'show', 'scenarios', ...others])
    expect(page(report)).toContain('<span class="position">4</span>Crashing release')
    expect(page(report)).toContain('2 of 7 not as expected</h1>')
  })

  it.for<readonly [string, Partial<Report>, string]>([
    [
      'a rehearsal that ended early',
      { wanted: 8, trouble: ['The rehearsal ended early.'] },
      'Ended after 7 of 8 scenarios',
    ],
    ['a call that was not as AWS has it', { trouble: ['x is missing.'] }, 'Trouble beside the scenarios'],
    [
      'one scenario',
      { ok: true, wanted: 1, scenarios: sampleReport().scenarios.slice(0, 1) },
      'One scenario, ended as expected',
    ],
  ])('says of %s what it is', ([, change, said]) => {
    const text = page({ ...sampleReport(), ok: false, ...change })
    expect(text).toContain(`${said}</h1>`)
    for (const trouble of change.trouble ?? []) expect(text.split(`<li>${trouble}</li>`)).toHaveLength(2)
  })

  it('tells what failed on purpose from what failed', () => {
    const fine = sampleReport()
    expect([fine.failedRequests, fine.failedOnPurpose]).toEqual([150, 150])
    expect(page(fine)).toMatch(/Failed<\/dt>\s*<dd><span class="">0<\/span>/)
    expect(page(fine)).toMatch(/Failed on purpose<\/dt>\s*<dd>150 <small>by the scenario late failure<\/small>/)
    expect(page(fine)).toContain('class="answer bad on-purpose"')
    expect(page(fine)).not.toContain('class="answer bad"')

    // Bad answers of nobody, and of a release that was to be a good one.
    const bad = new Map([
      ['good-release', answers(candidate, 20, 2, 500)],
      ['late-failure', answers('', 20, 2, 0)],
    ])
    const lost = sampleReport((one) => {
      const samples = [...(bad.get(one.name) ?? []), ...one.evidence.samples]
      return { ...one, evidence: { ...one.evidence, samples } }
    })
    expect([lost.failedRequests, lost.failedOnPurpose]).toEqual([150, 150])
    const counted = { ...lost, failedRequests: 154 }
    expect(page(counted)).toMatch(
      /Failed<\/dt>\s*<dd><span class="some">4<\/span>\s*<small>good release: 2 requests, late failure: 2 requests/,
    )
    expect(page(counted)).toContain('class="answer bad"')
    expect(page(counted)).toMatch(/data-name="failed">152 <small>150 on purpose/)
    expect(picture(fine)).toContain('150 failed on purpose, no others')
    expect(picture(counted)).toContain('154 failed, 150 of them on purpose')
    expect(picture({ ...fine, failedRequests: 0, failedOnPurpose: 0 })).toContain('none failed')
  })

  it('says at every axis how fast the clock of the cloud is', () => {
    const text = page({ ...sampleReport(), speed: 7.5 })
    // Of the whole and of each of seven scenarios, wide and narrow.
    expect(text.match(/1 s here is 7.5 s of the cloud’s clock/g)).toHaveLength(16)
  })

  it('has a colour of its own for each of twenty releases', () => {
    const releases = Array.from({ length: 20 }, (_, index) => `1.${index}.0 · ${index}`)
    const text = page({ ...sampleReport(), releases })
    for (const scheme of ['light', 'dark'] as const) {
      expect(new Set(releases.map((_, index) => releaseColour(index)[scheme])).size).toBe(20)
      for (const index of releases.keys()) expect(text).toContain(`--r${index}: ${releaseColour(index)[scheme]};`)
    }
    const palette = { releases, failOnPurpose: new Set<string>() }
    const classes = releases.map((release) => colourOf(palette, release))
    expect(new Set(classes).size).toBe(20)
    for (const name of classes) expect(text).toContain(`rect.${name} { fill: var(--${name}); }`)
  })
})

describe('writeReport', () => {
  it('writes the facts for programs and a page that needs nothing from anywhere', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'report-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const report = sampleReport()
    await writeReport(join(folder, 'new'), report)
    const facts = await readFile(join(folder, 'new', 'report.json'), 'utf8')
    expect(JSON.parse(facts)).toMatchObject({
      version: '0.1.0',
      commit: 'a'.repeat(40),
      scenarios: [
        { name: 'good-release', ok: true, durationMs: 10_000, requests: 1000, failedRequests: 0 },
        {},
        {},
        {},
        {},
        {},
        {},
      ],
    })
    expect(facts).not.toContain('a line with')
    const text = await readFile(join(folder, 'new', 'index.html'), 'utf8')
    expect(text).toBe(page(report))
    expect(text).not.toMatch(/(src|href)="(?!#|data:)/)
    expect(text).not.toContain('<script')
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    const picture = await readFile(join(folder, 'new', 'picture.svg'), 'utf8')
    expect(picture).toMatch(/^<svg[^]*<\/svg>\n$/)
    expect(picture).not.toMatch(/undefined|NaN|href=/)
    expect(text).toContain('a line with &#60;b&#62;markup&#60;/b&#62; &#38; &#34;quotes&#34;')
  })
})

describe('html', () => {
  it('escapes what is filled in and keeps markup', () => {
    expect(html`<p title="${'"<>&'}">${[html`<b>${1.005}</b>`, 'x', undefined]}</p>`.markup).toBe(
      '<p title="&#34;&#60;&#62;&#38;"><b>1</b>x</p>',
    )
  })
})

describe('duration', () => {
  it.for([
    [840, '840 ms'],
    [4230, '4.2 s'],
    [59_960, '1 min 0 s'],
    [72_000, '1 min 12 s'],
  ] as const)('%i', ([ms, said]) => {
    expect(duration(ms)).toBe(said)
  })
})

describe('how long a rehearsal takes', () => {
  it.for([
    [1, 1, 'about 20 s, longer if this machine gets busy'],
    [8, 1, 'about 1 min, longer if this machine gets busy'],
    [8, 4, 'about 4 min, longer if this machine gets busy'],
  ] as const)('%i scenarios, %i times slower than usual', ([scenarios, slowness, said]) => {
    expect(aboutHowLong(scenarios, slowness)).toBe(said)
  })
})
