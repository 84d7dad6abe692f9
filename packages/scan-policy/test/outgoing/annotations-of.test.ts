import { describe, expect, it } from 'vitest'
import { annotationsOf } from '../../src/outgoing/annotations-of.ts'
import { ended, found } from './verdicts.ts'

const broken = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...found(at), because: 'high (fail-on: high)' }))

describe('annotations', () => {
  it('say what broke which rule, and what of the ignore file needs a hand', () => {
    const end = ended([found(0)], { breaking: broken(1), ignoreNotes: ['line 3: expired on 2026-01-31'] })
    expect(annotationsOf(end)).toEqual([
      {
        level: 'error',
        title: 'CVE-2026-0 (high)',
        message: 'CVE-2026-0 in openssl 3.0.1 on linux/arm64: high (fail-on: high), fixed in 3.0.2',
      },
      { level: 'warning', title: 'Ignore file', message: 'line 3: expired on 2026-01-31' },
    ])
  })

  it.for([
    { count: 0, shown: 0, last: undefined },
    { count: 10, shown: 10, last: 'CVE-2026-9 (high)' },
    { count: 11, shown: 10, last: 'And 2 more' },
    { count: 5000, shown: 10, last: 'And 4991 more' },
  ])('of $count findings are $shown', ({ count, shown, last }) => {
    const all = annotationsOf(
      ended([], { breaking: broken(count), ignoreNotes: Array.from({ length: count }, () => 'x') }),
    )
    const errors = all.filter(({ level }) => level === 'error')
    expect(errors).toHaveLength(shown)
    expect(all.filter(({ level }) => level === 'warning')).toHaveLength(shown)
    expect(errors.at(-1)?.title).toBe(last)
  })

  it('are one line of bounded length each, whatever a scanner wrote', () => {
    const evil = { name: `a\n::error::b\r${'x'.repeat(1e5)}`, version: '\u2028::set-output name=a::b' }
    const finding = found('CVE\n::warning::', {
      packages: Array.from({ length: 500 }, () => ({ ...evil, fixedIn: evil.name })),
    })
    const end = ended([finding], { breaking: [{ ...finding, because: '\n::error::' }], ignoreNotes: ['\n::debug::x'] })
    for (const { title, message } of annotationsOf(end)) {
      expect(`${title}${message}`).not.toMatch(/[\n\r\u2028]/)
      expect(title.length).toBeLessThan(200)
      expect(message.length).toBeLessThanOrEqual(4000)
    }
  })
})
