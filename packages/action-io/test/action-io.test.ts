import { execFile } from 'node:child_process'
import { Failure, formatDuration } from '@slipway/outcome'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { failureReport, fitSummary, parseDuration, publish, safeLog, safeMarkdown } from '../src/index.ts'

afterEach(() => vi.unstubAllEnvs())

describe('durations', () => {
  it.for([
    ['250ms', 250],
    ['5s', 5000],
    ['10m', 600_000],
    ['1.5h', 5_400_000],
    ['5', undefined],
    ['soon', undefined],
    ['-1s', undefined],
    ['24d', undefined],
    ['596h', 2_145_600_000],
    ['597h', undefined],
  ] as const)('parses %s as %s', ([text, ms]) => {
    expect(parseDuration(text)).toBe(ms)
  })

  it.for([
    [850, '850 ms'],
    [4200, '4.2 s'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [59_970, '1 min'],
    [7_199_000, '2 h'],
  ] as const)('shows %i ms as %s', ([ms, text]) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('text from elsewhere', () => {
  it('cannot give the runner a command', () => {
    expect(safeLog('ok\n::set-output name=x::y\n  ##[error]z')).not.toMatch(/^\s*(::|##\[)/m)
  })

  it('cannot give the runner a command in its older form, which may stand anywhere in a line', () => {
    expect(safeLog('the body is ##[stop-commands]x and ##[add-mask]200')).not.toContain('##[')
  })

  it('loses control characters', () => {
    expect(safeLog('a\u001B[31mb\u0007')).toBe('a[31mb')
  })

  it('cannot turn around what is read', () => {
    expect(safeLog('a\u202Eb\u2066c\u200Fd')).toBe('abcd')
    expect(safeMarkdown('a\u202Eb')).toBe('a b')
  })

  it('is no entity in Markdown, which would become a mention', () => {
    expect(safeMarkdown('&commat;octo')).toBe('&#38;commat;octo')
  })

  it('cannot break out of a Markdown cell', () => {
    expect(safeMarkdown('a | b\n<img src=x>')).not.toMatch(/[|\n<>]/)
  })

  it('mentions nobody and refers to nothing', () => {
    expect(safeMarkdown('@octo/team, see #12 or octo/ship#12; # and @ alone')).toBe(
      '&#64;\u200Bocto/team, see &#35;\u200B12 or octo/ship&#35;\u200B12; &#35; and &#64; alone',
    )
  })
})

describe('a report', () => {
  it('cuts whole lines of a summary that is too long, and says so', () => {
    const text = fitSummary('ä-line\n'.repeat(100), 200)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200)
    expect(text).toMatch(/^(ä-line\n)*ä-line\n\n_Cut here/)
  })

  it('has annotations whose title and message cannot turn around what is read', async () => {
    const report = {
      outputs: {},
      summary: '',
      annotations: [{ level: 'warning', title: 'A\u202E1', message: 'a\u2066b' }],
    }
    const source = join(import.meta.dirname, '..', 'src', 'report.ts')
    const script = `import { publish } from ${JSON.stringify(source)}\nawait publish(${JSON.stringify(report)})`
    const options = ['--conditions=@slipway/source', '--input-type=module', '--eval', script]
    const { stdout } = await promisify(execFile)(process.execPath, options, { env: { PATH: process.env['PATH'] } })
    expect(stdout).toContain('::warning title=A1::ab\n')
  })

  it('leaves a summary that just fits its room for the line end', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'slipway-summary-'))
    onTestFinished(() => rm(dir, { recursive: true, force: true }))
    const file = join(dir, 'summary')
    vi.stubEnv('GITHUB_STEP_SUMMARY', file)
    await publish({ outputs: {}, summary: 'x\n'.repeat(512 * 1024) })
    expect((await stat(file)).size).toBeLessThanOrEqual(1024 * 1024)
  })

  it('has its outputs in the form of the file that the runner reads, whatever lines they have', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'slipway-outputs-'))
    onTestFinished(() => rm(dir, { recursive: true, force: true }))
    const file = join(dir, 'output')
    await writeFile(file, 'before=1\n')
    vi.stubEnv('GITHUB_OUTPUT', file)
    await publish({ outputs: { version: '1.2.3', notes: 'a\nEOF\nversion=2', none: '' }, summary: '' })
    const text = await readFile(file, 'utf8')
    const [, end] = /^version<<(ghadelimiter_[0-9a-f-]{36})$/m.exec(text) ?? []
    const entry = (name: string, value: string): string => `${name}<<${end}\n${value}\n${end}\n`
    expect(text).toBe(
      `before=1\n${entry('version', '1.2.3')}${entry('notes', 'a\nEOF\nversion=2')}${entry('none', '')}`,
    )
  })

  it('of a failure never passes, and carries code, remedy and causes', () => {
    const error = new Failure('NO_ANSWER', 'no answer', { remedy: 'check it', cause: new Error('refused') })
    const report = failureReport({ name: 'probe', inputs: {}, outputs: ['verdict', 'reason', 'message'] }, error)
    expect(report.outputs).toEqual({ verdict: 'inconclusive', reason: 'NO_ANSWER', message: 'no answer; check it' })
    expect(report.failure).toBe('probe: no answer; check it (NO_ANSWER)')
    expect(report.summary).toContain('because: refused')
  })
})
