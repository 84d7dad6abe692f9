import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { isRunning } from '@slipway/test-support/processes/is-running'
import { cleanEnvironment, Repository, temporaryFolder } from '@slipway/test-support/git/repository'

const main = join(import.meta.dirname, '..', 'src', 'main.ts')

it('leaves no git behind that was begun for an input that is refused', async () => {
  using repository = Repository.of('feat: a')
  const folder = temporaryFolder()
  const [programs, begun, summary] = [join(folder, 'programs'), join(folder, 'begun'), join(folder, 'summary')]
  mkdirSync(programs)
  writeFileSync(join(programs, 'git'), `#!/bin/sh\necho $$ >> ${begun}\nexec sleep 600\n`, { mode: 0o755 })
  writeFileSync(summary, '')
  const env = {
    ...cleanEnvironment,
    PATH: `${programs}${delimiter}${cleanEnvironment['PATH']}`,
    RUNNER_TEMP: folder,
    GITHUB_WORKSPACE: repository.directory,
    GITHUB_STEP_SUMMARY: summary,
    INPUT_MODE: 'nonsense',
  }
  const run = promisify(execFile)(process.execPath, ['--conditions=@slipway/source', main], { env })
  await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('nonsense') })
  const pids = existsSync(begun) ? readFileSync(begun, 'utf8').trim().split('\n').map(Number) : []
  expect(pids.filter(isRunning)).toEqual([])
  rmSync(folder, { recursive: true })
})

it.for([
  ['app', 0, /v1\.0\.0, because/],
  ['', 1, /but there is one in app; set working-directory: app \(NO_REPOSITORY\)/],
  ['../app', 1, /outside of the workspace/],
] as const)('opens what working-directory names, as a runner gives it: %j', async ([given, code, words]) => {
  using repository = Repository.of('feat: a')
  const workspace = temporaryFolder()
  repository.git('clone', '--quiet', `file://${repository.directory}`, join(workspace, 'app'))
  const env = {
    ...cleanEnvironment,
    RUNNER_TEMP: temporaryFolder(),
    GITHUB_WORKSPACE: workspace,
    'INPUT_WORKING-DIRECTORY': given,
  }
  const ran = promisify(execFile)(process.execPath, ['--conditions=@slipway/source', main], { env })
  const ended = await ran.then(
    ({ stdout }) => ({ stdout, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  )
  expect(ended).toMatchObject({ stdout: expect.stringMatching(words), code })
  for (const folder of [workspace, env.RUNNER_TEMP]) rmSync(folder, { recursive: true })
})
