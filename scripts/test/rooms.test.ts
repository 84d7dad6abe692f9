import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const pure = ['outcome', 'versioning', 'scan-policy', 'rollout', 'health', 'task-definition']
/** Libraries without I/O that pure packages may use. */
const allowed = ['conventional-commits-parser', 'jsonc-parser', 'semver', 'yaml']

/** What the linter says of one file, in a folder of its own with our configuration. */
async function lint(file: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rooms-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const config = JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8')) as { options?: unknown }
  delete config.options
  await writeFile(join(folder, '.oxlintrc.json'), JSON.stringify(config))
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), source)
  const run = promisify(execFile)(join(root, 'node_modules/.bin/oxlint'), ['--format=json', '.'], { cwd: folder })
  return run.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
}

const using = (name: string): string => `import * as it from '${name}'\n\nexport const used: unknown = it\n`

describe('the linter refuses', () => {
  it.for([
    ['a pure package that does I/O', 'packages/rollout/src/x.ts', using('node:fs'), 'A pure package imports'],
    [
      'a pure package that knows an adapter',
      'packages/health/src/x.ts',
      using('@slipway/probe'),
      'A pure package imports',
    ],
    [
      'a pure package that knows the SDK',
      'packages/scan-policy/src/x.ts',
      using('@aws-sdk/client-ecr'),
      'A pure package',
    ],
    [
      'a pure package that reads the clock',
      'packages/outcome/src/x.ts',
      'export const t: number = Date.now()\n',
      'Time is a value',
    ],
    [
      'a pure package with chance in it',
      'packages/versioning/src/x.ts',
      'export const t: number = Math.random()\n',
      'no chance',
    ],
    ['a pure package that waits', 'packages/rollout/src/x.ts', 'setTimeout(() => {}, 1)\n', 'no-restricted-globals'],
    [
      'a package that knows an action',
      'packages/aws/src/x.ts',
      using('@slipway/action-semver'),
      'A package knows neither',
    ],
    [
      'a package that knows the local cloud',
      'packages/oci/src/x.ts',
      using('@slipway/local-cloud'),
      'A package knows neither',
    ],
    [
      'a local cloud that knows a room of ours',
      'local-cloud/cloud/src/x.ts',
      using('@slipway/outcome'),
      'This room knows',
    ],
    ['a runner that knows a room of ours', 'workflow-runner/src/x.ts', using('@slipway/action-io'), 'This room knows'],
    ['an app that knows a room of ours', 'app/src/x.ts', using('@slipway/outcome'), 'This room knows'],
    [
      'an action that imports an action',
      'actions/semver/src/main.ts',
      using('@slipway/action-ecr-push'),
      'never imports an action',
    ],
    [
      'an action that reaches into another',
      'actions/semver/src/x.ts',
      using('../../ecr-push/src/run.ts'),
      'never imports an action',
    ],
    ['an action on the local cloud', 'actions/semver/src/main.ts', using('@slipway/local-cloud'), 'is not built on'],
    [
      'a run.ts that builds an adapter',
      'actions/ecs-deploy/src/run.ts',
      using('@aws-sdk/client-ecs'),
      'Only main.ts builds',
    ],
    ['a file that imports itself', 'packages/git/src/x.ts', using('./x.ts'), 'import'],
    ['any', 'packages/git/src/x.ts', 'export const x: any = 1\n', 'no-explicit-any'],
  ] as const)('%s', async ([, file, source, words]) => {
    expect(await lint(file, source)).toContain(words)
  })

  it('none of what is allowed', async () => {
    expect(await lint('packages/rollout/src/x.ts', using('@slipway/outcome'))).not.toContain('no-restricted')
    expect(await lint('actions/semver/src/main.ts', using('@slipway/git'))).not.toContain('no-restricted')
  })
})

describe('package manifests', () => {
  it.for(pure)(
    '%s depends on pure packages and libraries without I/O only, and is compiled without Node',
    async (name) => {
      const folder = join(root, 'packages', name)
      const { dependencies = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
        dependencies?: Record<string, string>
      }
      const others = Object.keys(dependencies).filter(
        (dependency) => !allowed.includes(dependency) && !pure.includes(dependency.replace('@slipway/', '')),
      )
      expect(others).toEqual([])
      expect(await readFile(join(folder, 'tsconfig.json'), 'utf8')).toMatch(/"types": \[\]/)
    },
  )
})

describe('names', () => {
  it('no file or folder is a drawer', async () => {
    const { stdout } = await promisify(execFile)('git', ['-c', 'safe.directory=*', 'ls-files'], { cwd: root })
    const drawers = stdout
      .split('\n')
      .filter((path) => /(^|\/)(utils?|helpers?|common|misc|shared)(\.|\/|$)/.test(path))
    expect(drawers.filter((path) => !path.includes('/dist/'))).toEqual([])
  })

  it('every package says in one sentence what it is', async () => {
    for (const name of await readdir(join(root, 'packages'))) {
      const readme = await readFile(join(root, 'packages', name, 'README.md'), 'utf8')
      expect(readme, name).toMatch(/^# @slipway\/[a-z-]+\n\n[A-Z'].+\./)
    }
  })
})
