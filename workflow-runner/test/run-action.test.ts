import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runAction, type ActionRun, type RunOptions } from '../src/index.ts'
import { tinyAction, type TinyAction } from './tiny-action.ts'

function run(action: TinyAction, options: RunOptions = {}): Promise<ActionRun> {
  return runAction(tinyAction(action), options)
}

function lines({ log }: ActionRun, kind: string): readonly string[] {
  return log.filter((line) => line.kind === kind).map(({ text }) => text)
}

/** What a tiny action printed with console.log(JSON.stringify(…)), as its last line of text. */
function printed(action: ActionRun): Record<string, string> {
  return JSON.parse(lines(action, 'text').at(-1) ?? '') as Record<string, string>
}

describe('the environment of a step', () => {
  it('is the runner’s, and nothing of the caller', async () => {
    process.env['OF_THE_CALLER'] = '1'
    onTestFinished(() => void delete process.env['OF_THE_CALLER'])
    const result = await run(
      { main: 'out(JSON.stringify({ ...env, cwd: process.cwd(), major: process.versions.node.split(".")[0] }))' },
      { repository: 'owner/name', env: { GITHUB_API_URL: 'http://127.0.0.1:9/api/v3', EXTRA: 'e' } },
    )
    const env = printed(result)
    expect(env).toMatchObject({
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_REPOSITORY: 'owner/name',
      GITHUB_REPOSITORY_OWNER: 'owner',
      GITHUB_API_URL: 'http://127.0.0.1:9/api/v3',
      GITHUB_SERVER_URL: 'https://github.com',
      EXTRA: 'e',
      PATH: process.env['PATH'],
      major: '24',
    })
    expect(env['cwd']).toBe(env['GITHUB_WORKSPACE'])
    for (const name of ['GITHUB_RUN_ID', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'HOME']) expect(env).toHaveProperty(name)
    expect(env).not.toHaveProperty('OF_THE_CALLER')
    expect(env).not.toHaveProperty('VITEST')
  })

  it('has the event, and folders that are gone afterwards', async () => {
    const event = { name: 'workflow_dispatch', payload: { inputs: { to: 'x' } } }
    const main = `fs.writeFileSync(env.RUNNER_TEMP + '/x', '')
      out(JSON.stringify({ ...env, payload: fs.readFileSync(env.GITHUB_EVENT_PATH, 'utf8') }))`
    const env = printed(await run({ main }, { event }))
    expect(env).toMatchObject({ GITHUB_EVENT_NAME: 'workflow_dispatch', payload: '{"inputs":{"to":"x"}}' })
    for (const name of ['GITHUB_WORKSPACE', 'RUNNER_TEMP', 'HOME']) expect(existsSync(env[name] ?? '')).toBe(false)
  })

  it('leaves a workspace that was given', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'workspace-'))
    onTestFinished(() => rmSync(workspace, { recursive: true }))
    const result = await run(
      { main: `fs.writeFileSync('made', ''); out('::error file=${workspace}/a/b.ts::x')` },
      { workspace },
    )
    expect(readdirSync(workspace)).toEqual(['made'])
    expect(result.annotations).toEqual([{ level: 'error', message: 'x', properties: { file: 'a/b.ts' } }])
  })
})

describe('inputs', () => {
  const yml = `inputs:
  My Name: { default: fallback }
  count: { default: 5 }
  empty: { required: true }
  token: { default: '\${{ github.token }}' }
  old: { deprecationMessage: use new, default: '' }`

  it('are the given ones and the defaults', async () => {
    const main = 'out(JSON.stringify(Object.fromEntries(Object.entries(env).filter(([n]) => n.startsWith("INPUT_")))))'
    const result = await run({ yml, main }, { inputs: { count: '7' }, env: { GITHUB_TOKEN: 'ghs_token' } })
    expect(printed(result)).toEqual({
      INPUT_MY_NAME: 'fallback',
      INPUT_COUNT: '7',
      INPUT_EMPTY: '',
      INPUT_TOKEN: '***',
      INPUT_OLD: '',
    })
    expect(result.annotations).toEqual([])
    expect(lines(result, 'text').slice(0, 4)).toEqual(['with:', '  My Name: fallback', '  count: 7', '  token: ***'])
  })

  it('that are unknown or deprecated are warned of, in the runner’s words', async () => {
    const { annotations, conclusion } = await run({ yml, main: '' }, { inputs: { nonsense: '1', old: 'x' } })
    expect(annotations.map(({ message }) => message)).toEqual([
      "Input 'old' has been deprecated with message: use new",
      "Unexpected input(s) 'nonsense', valid inputs are ['My Name', 'count', 'empty', 'token', 'old']",
    ])
    expect(conclusion).toBe('success')
  })

  it('with another expression as default are an error', async () => {
    const dir = tinyAction({ yml: "inputs: { a: { default: '${{ github.actor }}' } }", main: '' })
    await expect(runAction(dir)).rejects.toThrow('the default of input a is ${{ github.actor }}')
  })
})

describe('what a step writes to its files', () => {
  it('is read back', async () => {
    const main = `append('OUTPUT', 'a=1\\nb<<X\\nl1\\nl2\\nX\\n'); append('STATE', 's=2\\n'); append('ENV', 'E=3\\n')
      append('PATH', '/one\\n/two\\n'); append('STEP_SUMMARY', '# Hi\\n')`
    expect(await run({ main })).toMatchObject({
      conclusion: 'success',
      exitCode: 0,
      outputs: { a: '1', b: 'l1\nl2' },
      state: { s: '2' },
      env: { E: '3' },
      path: ['/one', '/two'],
      summary: '# Hi\n',
      maskedOutputs: [],
    })
  })

  it('is read back although the step failed', async () => {
    const result = await run({ main: `append('OUTPUT', 'verdict=fail\\n'); process.exitCode = 3` })
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 3, outputs: { verdict: 'fail' } })
  })

  it('is nothing where the file is gone', async () => {
    const main = `for (const name of ['OUTPUT', 'ENV', 'PATH', 'STATE', 'STEP_SUMMARY']) fs.rmSync(env['GITHUB_' + name])`
    const result = await run({ main })
    expect(result).toMatchObject({ conclusion: 'success', outputs: {}, path: [], summary: '', annotations: [] })
  })

  it('keeps the carriage returns of a value, and is read without a byte order mark', async () => {
    const main = `append('OUTPUT', '\\uFEFFa<<X Y\\nl1\\r\\nl2\\r\\nX Y\\nb=1\\r\\n')`
    expect((await run({ main })).outputs).toEqual({ a: 'l1\r\nl2\r', b: '1\r' })
  })

  it('fails the step where it cannot be read', async () => {
    const result = await run({ main: `append('OUTPUT', 'nonsense\\n')` })
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 0, outputs: {} })
    expect(result.annotations.map(({ message }) => message)).toEqual([
      "Unable to process file command 'output' successfully.",
      "Invalid format 'nonsense'",
    ])
  })

  it('may not set NODE_OPTIONS', async () => {
    const result = await run({ main: `append('ENV', 'node_options=--x\\nE=1\\n')` })
    expect(result).toMatchObject({ conclusion: 'success', env: { E: '1' } })
    expect(result.env).not.toHaveProperty('node_options')
    expect(result.annotations[0]?.message).toContain("Can't store NODE_OPTIONS")
  })

  it('is no summary when it is over 1 MiB', async () => {
    const fits = await run({ main: `append('STEP_SUMMARY', 'x'.repeat(1024 * 1024))` })
    expect(fits.summary).toHaveLength(1024 * 1024)
    const result = await run({ main: `append('STEP_SUMMARY', 'x'.repeat(1024 * 1024 + 1))` })
    expect(result).toMatchObject({ conclusion: 'success', summary: '' })
    expect(result.annotations[0]).toMatchObject({ level: 'error' })
    expect(result.annotations[0]?.message).toContain('supports content up to a size of 1024k, got 1024k')
  })
})

describe('what a step prints', () => {
  it('is a log with groups and annotations', async () => {
    const main = `out('::group::Title'); out('inside'); out('::endgroup::'); out('[command]git status')
      out('::warning file=a.ts,line=2,title=T::careful%0Anow'); out('::debug::hush'); process.stderr.write('::notice::n\\nerr\\n')`
    const result = await run({ main })
    const own = result.log.filter(({ text }) => !['Run', 'with:'].includes(text.split(' ')[0] ?? '')).slice(1)
    expect(own.filter(({ stream }) => stream === 'stdout').map(({ kind, text }) => [kind, text])).toEqual([
      ['group', 'Title'],
      ['text', 'inside'],
      ['endgroup', ''],
      ['command', 'git status'],
      ['warning', 'careful\nnow'],
      ['debug', 'hush'],
    ])
    expect(own.filter(({ stream }) => stream === 'stderr').map(({ kind, text }) => [kind, text])).toEqual([
      ['notice', 'n'],
      ['text', 'err'],
    ])
    expect(result.annotations).toContainEqual({
      level: 'warning',
      message: 'careful\nnow',
      properties: { file: 'a.ts', line: '2', title: 'T' },
    })
    expect(result.conclusion).toBe('success')
  })

  it('has secrets hidden that come in pieces, and characters put together', async () => {
    const main = `const bytes = Buffer.from('x sécret-wörd y\\r\\n::add-mask::two%0D%0Alines\\r\\nlines')
      for (const byte of bytes) { fs.writeSync(1, Buffer.of(byte)); await new Promise((go) => setTimeout(go, 1)) }`
    const result = await run({ main }, { secrets: ['sécret-wörd'] })
    expect(lines(result, 'text')).toEqual(['x *** y', '***'])
  })

  it('is shown as it comes', async () => {
    const seen: string[] = []
    const result = await run({ main: `out('one'); out('two')` }, { onLine: ({ text }) => seen.push(text) })
    expect(seen).toEqual(result.log.map(({ text }) => text))
  })

  it('has secrets hidden everywhere', async () => {
    const main = `out('::add-mask::first%0Asecond'); out('a first b second c given d'); out('::error title=given::first')
      append('STEP_SUMMARY', 'x\\nsecond\\n'); append('OUTPUT', 'leak=x-first\\nfine=y\\n')`
    const result = await run({ main }, { secrets: ['given'] })
    expect(JSON.stringify([result.log, result.summary, result.annotations])).not.toMatch(/first|second|given/)
    expect(lines(result, 'text')).toEqual(['a *** b *** c *** d'])
    expect(result.annotations[0]).toMatchObject({ message: '***', properties: { title: '***' } })
    expect(result).toMatchObject({ maskedOutputs: ['leak'], summary: 'x\n***\n' })
  })

  it('may hold ten annotations of a level, of 4096 characters', async () => {
    const main = `for (let i = 0; i < 12; i++) { out('::error::' + i); out('::notice::' + i) }
      out('::warning::' + 'x'.repeat(5000))`
    const { annotations, log } = await run({ main })
    const count = (level: string): number => annotations.filter((one) => one.level === level).length
    expect([count('error'), count('notice'), count('warning')]).toEqual([10, 10, 1])
    expect(annotations.find(({ level }) => level === 'warning')?.message).toHaveLength(4096)
    expect(log.filter(({ kind }) => kind === 'error')).toHaveLength(12)
  })

  it('is text while commands are stopped', async () => {
    const main = `out('::stop-commands::token1'); out('::error::no'); out('::token1::'); out('::error::yes')`
    const result = await run({ main })
    expect(result.annotations.map(({ message }) => message)).toEqual(['yes'])
    expect(lines(result, 'text')).toEqual(['::stop-commands::token1', '::error::no', '::token1::'])
  })

  it.for([
    ['stop with a weak token', '::stop-commands::error', 'You cannot use a endToken'],
    ['set the environment', '::set-env name=A::1', 'The `set-env` command is disabled'],
    ['add to the path', '::add-path::/x', 'The `add-path` command is disabled'],
    ['set an output without a name', '::set-output::1', "Required field 'name' is missing"],
    ['echo perhaps', '::echo::perhaps', 'Invalid echo command value'],
  ] as const)('fails the step when it would %s', async ([, line, message]) => {
    const result = await run({ main: `out(${JSON.stringify(line)})` })
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 0 })
    expect(result.annotations.map((one) => one.message).join('\n')).toContain(message)
  })

  it('may still set outputs and state, with a warning', async () => {
    const result = await run({ main: `out('::set-output name=a::1'); out('::save-state name=s::2')` })
    expect(result).toMatchObject({ conclusion: 'success', outputs: { a: '1' }, state: { s: '2' } })
    expect(result.annotations.map(({ level }) => level)).toEqual(['warning', 'warning'])
  })

  it('shows commands when echo is on, but no secret', async () => {
    const result = await run({ main: `out('::echo::on'); out('::group::G'); out('::add-mask::hidden'); out('hidden')` })
    expect(lines(result, 'text')).toEqual(['::group::G', '::add-mask::***', '***'])
  })
})

describe('post', () => {
  const main = `append('STATE', 'id=7\\n'); append('ENV', 'E=3\\n'); append('PATH', '/one\\n/two\\n')`

  it('has the state of main, and what it exported', async () => {
    const post = `out(JSON.stringify(env)); append('STEP_SUMMARY', 'after'); append('OUTPUT', 'late=1\\n')`
    const result = await run({ main: `${main}; append('OUTPUT', 'a=1\\n')`, post })
    const env = printed(result)
    expect(env).toMatchObject({ STATE_id: '7', E: '3' })
    expect(env['PATH']).toBe(`/two:/one:${process.env['PATH']}`)
    expect(result).toMatchObject({ conclusion: 'success', outputs: { a: '1' }, summary: 'after' })
    expect(result.outputs).not.toHaveProperty('late')
  })

  it.for([
    [undefined, 0, true],
    [undefined, 1, true],
    ['success()', 0, true],
    ['success()', 1, false],
    ['failure()', 0, false],
    ['failure()', 1, true],
    ['cancelled()', 1, false],
  ] as const)('with post-if %s after exit code %i: %s', async ([postIf, code, ran]) => {
    const action = { main: `process.exitCode = ${code}`, post: `out('post ran')` }
    const result = await run({ ...action, ...(postIf === undefined ? {} : { postIf }) })
    expect(lines(result, 'text').includes('post ran')).toBe(ran)
    expect(result.conclusion).toBe(code === 0 ? 'success' : 'failure')
  })

  it('that fails makes the step fail', async () => {
    const result = await run({ main: '', post: 'process.exitCode = 1' })
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 0 })
  })
})

describe('a folder that cannot be run', () => {
  it.for([
    ['no action.yml', undefined, 'has no action.yml'],
    ['another runtime', 'runs: { using: node20, main: main.mjs }', 'runs.using is node20'],
    ['no main', 'runs: { using: node24 }', 'runs.main is missing'],
    ['a missing bundle', 'runs: { using: node24, main: dist/index.js }', 'is the action bundled?'],
    ['a pre step', 'runs: { using: node24, main: main.mjs, pre: main.mjs }', 'runs.pre is not run'],
    ['an odd condition', 'runs: { using: node24, main: main.mjs, post-if: "1 == 2" }', 'post-if is 1 == 2'],
  ] as const)('%s', async ([, yml, message]) => {
    const dir = tinyAction({ main: '' })
    if (yml === undefined) rmSync(join(dir, 'action.yml'))
    else writeFileSync(join(dir, 'action.yml'), yml)
    await expect(runAction(dir)).rejects.toThrow(message)
  })
})
