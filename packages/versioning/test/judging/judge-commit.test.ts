import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultRules, judgeCommit, type JudgedCommit } from '../../src/index.ts'

const judge = (message: string): JudgedCommit => judgeCommit({ sha: 'abc', message })

describe('a judged commit', () => {
  it('has the parts of its header', () => {
    expect(judge('Feat(api, core)!: drop v1\n\nbody')).toEqual({
      sha: 'abc',
      header: 'Feat(api, core)!: drop v1',
      type: 'feat',
      scope: 'api, core',
      subject: 'drop v1',
      bump: 'major',
      rule: 'breaking-mark',
      ruleText: 'breaking: major',
      line: 1,
      lineText: 'Feat(api, core)!: drop v1',
      breaking: 'drop v1',
      changes: [],
      pull: undefined,
      releaseAs: undefined,
      reverts: undefined,
      reapplies: undefined,
      nearMisses: [],
      merge: false,
      fate: 'counts',
      by: undefined,
    })
  })

  it('has a scope without the blanks around it', () => {
    expect(judge('feat( api ): a').scope).toBe('api')
  })

  it('has no part from a line of its footer that looks like a field of the parser', () => {
    expect(judge('docs: a\n\nBREAKING CHANGE: b\n-type-\nfeat').type).toBe('docs')
    expect(judge('docs: a\n\nBREAKING CHANGE: b\n-notes-\nc').breaking).toBe('b\n-notes-\nc')
  })

  it('has the words of a footer that begins on the next line', () => {
    expect(judge('fix: a\n\nBREAKING CHANGE:\n\n  b  \n').breaking).toBe('b')
  })

  it('carries the line and the text of its footer, up to the next one', () => {
    const message = 'fix: a\n\nBREAKING CHANGE: the port moved\nto 8080\n\nSigned-off-by: Ada <ada@example.com>'
    const { lineText, breaking } = judge(message)
    expect({ lineText, breaking }).toEqual({
      lineText: 'BREAKING CHANGE: the port moved',
      breaking: 'the port moved\nto 8080',
    })
  })

  it('prefers the words of a footer to the subject', () => {
    expect(judge('feat!: a\n\nBREAKING CHANGE: b').breaking).toBe('b')
  })

  it('has the words of the subject where the footer has none', () => {
    expect(judge('feat: a\n\nBREAKING CHANGE:').breaking).toBe('a')
    expect(judge('Drop a\n\nBREAKING CHANGE:').breaking).toBe('Drop a')
  })

  it('has the words of a footer that begins with blanks', () => {
    expect(judge('feat: a\n\n  BREAKING CHANGE: b').breaking).toBe('b')
  })

  it('has a type that the parser takes for a signature', () => {
    expect(judge('gpg: a\n\nBREAKING CHANGE: b')).toMatchObject({ type: 'gpg', subject: 'a', breaking: 'b' })
  })

  it.for([
    'none',
    'None.',
    'NONE',
    'no',
    'No.',
    'n/a',
    'N/A',
    'na',
    'nothing',
    'nil',
    'nope',
    'null',
    'false',
    'n.a.',
    'not applicable',
    'no breaking change',
    'no breaking changes',
    'there is none',
    'there are none',
    '-',
    '--',
    '–',
    '—',
    '(none)',
    '_none_',
    'none\n\nCloses #12',
    'none\n\nIt only adds a flag.',
    'none\nSigned-off-by: Ada <ada@example.com>',
    '\n\nnone',
    '<none>',
    'None 🎉',
    'None yet.',
    'none so far',
    'none known',
    'n/a - internal only',
    'None (internal refactoring)',
    'None, only tests change.',
    'none: nothing that users see',
    'None. The old name works as before.',
    'no breaking changes expected',
    'nothing breaks',
    'not a breaking change',
    'This is not a breaking change.',
    'does not apply',
  ])('breaks nothing where it says so: BREAKING CHANGE: %j', (text) => {
    const judged = judge(`feat: a\n\nBREAKING CHANGE: ${text}`)
    expect(judged).toMatchObject({ bump: 'minor', breaking: undefined })
    expect(judged.nearMisses).toMatchObject([
      { kind: 'break-denied', line: 3, because: expect.stringContaining('says that nothing breaks') },
    ])
  })

  it.for([
    'none of the old flags work',
    'no\nlonger reads X',
    'no more v1',
    'nothing works as before',
    'none, unless --force is given',
    'None - except that v1 is gone',
    'none for most users',
    'no, but the API moved',
    'no: the flag is gone',
    'nothing to see: x',
    'not a breaking change for v2, but for v1',
    '- drop v1',
    'x',
  ])('breaks where its words only begin so: BREAKING CHANGE: %j', (text) => {
    expect(judge(`feat: a\n\nBREAKING CHANGE: ${text}`)).toMatchObject({ bump: 'major', nearMisses: [] })
  })

  it('breaks by its mark, though a footer says that nothing does, and has the words of its subject', () => {
    expect(judge('feat!: a\n\nBREAKING CHANGE: none')).toMatchObject({ bump: 'major', breaking: 'a' })
  })

  it('breaks by another footer than the one that says that nothing does', () => {
    expect(judge('feat: a\n\nBREAKING CHANGE: n/a\n\nBREAKING CHANGE: b')).toMatchObject({
      bump: 'major',
      breaking: 'b',
    })
  })

  it('strictly breaks by the letter', () => {
    const strict = { mode: 'strict', rules: defaultRules, squashBodies: 'auto' } as const
    expect(judgeCommit({ sha: 'abc', message: 'feat: a\n\nBREAKING CHANGE: none' }, strict).bump).toBe('major')
  })

  it('has all its footers', () => {
    expect(judge('feat: a\n\nBREAKING CHANGE: b\nBREAKING-CHANGE: c')).toMatchObject({ breaking: 'b\n\nc', line: 3 })
    expect(judge('feat: a\n\nBREAKING CHANGE:\nBREAKING CHANGE: b').breaking).toBe('b')
  })

  it.for([
    ['fences that are never closed', '```a\n'.repeat(100_000)],
    ['fences that only shorter ones follow', `${'````a\n'.repeat(50_000)}${'```\n'.repeat(50_000)}`],
    ['closed fences', '```\n'.repeat(200_000)],
  ])('takes no longer by the square of its %s', ([, body]) => {
    const started = performance.now()
    expect(judge(`fix: a\n\n${body}BREAKING CHANGE: b`).bump).toBe('major')
    expect(performance.now() - started).toBeLessThan(15_000)
  })

  it('is bounded, however long its message is', () => {
    const { header, breaking = '' } = judge(`fix: ${'a'.repeat(1e6)}\n${'BREAKING CHANGE: b\n'.repeat(50_000)}`)
    expect(header.length).toBe(1000)
    expect(breaking.length).toBeLessThan(10_000)
    expect(judge(`fix: a\n\nBREAKING CHANGE: ${'b'.repeat(1e6)}`).breaking?.length).toBeLessThan(1000)
  })
})

describe('every message', () => {
  const line = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'feat: a',
      'fix!: b',
      'BREAKING CHANGE: c',
      'BREAKING-CHANGE:',
      '```',
      '~~~',
      '-type-',
      'gpg: x',
      '\u2028',
      '',
    ),
  )
  const message = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'))

  it('has a judgement, whose line is one of the message', () => {
    fc.assert(
      fc.property(message, (text) => {
        const { line: number, lineText, rule } = judge(text)
        // Of JavaScript's line ends, as patterns know them: a message may have U+2028 in it.
        const found = text.split(/\r\n|[\n\r\u2028\u2029]/)[number - 1]?.trim()
        expect(rule === 'empty-message' || found === lineText).toBe(true)
      }),
    )
  })

  it('is breaking in words exactly when it bumps major', () => {
    fc.assert(
      fc.property(message, (text) => {
        const { bump, breaking } = judge(text)
        expect(breaking !== undefined).toBe(bump === 'major')
      }),
    )
  })

  it('is judged the same with more prose after it', () => {
    fc.assert(
      fc.property(message, fc.stringMatching(/^[a-z ]*$/), (text, prose) => {
        fc.pre(text.trim() !== '')
        expect(judge(`${text}\n${prose}`).bump).toBe(judge(text).bump)
      }),
    )
  })

  it('that is quoted never bumps major', () => {
    fc.assert(
      fc.property(message, (text) => {
        const quoted = text.split(/\r?\n/).map((each) => `> ${each}`)
        expect(judge(['docs: quote', '', ...quoted].join('\n')).bump).toBe('none')
      }),
    )
  })
})
