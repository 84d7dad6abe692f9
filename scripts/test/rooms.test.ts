import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readPackages, readSources } from '../imports.ts'
import { uncheckedFolders } from '../projects.ts'
import { boundaries, brokenRules, overPorts } from '../rooms.ts'

const root = join(import.meta.dirname, '..', '..')
/** Every package that is no boundary and not over ports, also one of tomorrow. */
const pure = globSync('packages/*/package.json', { cwd: root })
  .map(dirname)
  .filter((folder) => !boundaries.has(folder) && !overPorts.has(folder))
  .map((folder) => basename(folder))
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
    ['a new package that does I/O', 'packages/brand-new/src/x.ts', using('node:fs'), 'A pure package imports'],
    ['a new package that waits', 'packages/brand-new/src/x.ts', 'setTimeout(() => {}, 1)\n', 'no-restricted-globals'],
    [
      'an action that imports a new one',
      'actions/brand-new/src/x.ts',
      using('@slipway/action-newer'),
      'never imports an action',
    ],
    [
      'a package that knows a new action',
      'packages/aws/src/x.ts',
      using('@slipway/action-brand-new'),
      'A package knows neither',
    ],
    [
      'a new room of the local cloud that knows a room of ours',
      'local-cloud/brand-new/src/x.ts',
      using('@slipway/outcome'),
      'This room knows',
    ],
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
    [
      'a package over ports that knows the SDK',
      'packages/service-deployment/src/x.ts',
      using('@aws-sdk/client-ecs'),
      'takes the outside as ports',
    ],
    [
      'a package over ports that does I/O',
      'packages/service-deployment/src/x.ts',
      using('node:fs'),
      'takes the outside as ports',
    ],
    ['a file that imports itself', 'packages/git/src/x.ts', using('./x.ts'), 'import'],
    ['any', 'packages/git/src/x.ts', 'export const x: any = 1\n', 'no-explicit-any'],
  ] as const)('%s', async ([, file, source, words]) => {
    expect(await lint(file, source)).toContain(words)
  })

  it('none of what is allowed', async () => {
    expect(await lint('packages/rollout/src/x.ts', using('@slipway/outcome'))).not.toContain('no-restricted')
    expect(await lint('actions/semver/src/main.ts', using('@slipway/git'))).not.toContain('no-restricted')
    expect(await lint('actions/semver/src/main.ts', using('@slipway/action-io'))).not.toContain('no-restricted')
  })
})

describe('who may know whom', () => {
  const packages = readPackages(root)

  it('is kept by every file', () => {
    expect(brokenRules(readSources(root), packages)).toEqual([])
  })

  const newAction = { folder: 'actions/brand-new', exports: {} }
  const more = new Map([...packages, ['@slipway/action-brand-new', newAction]])

  it.for<[what: string, files: Readonly<Record<string, string>>, words: string]>([
    [
      'an action that imports a new action by its package',
      { 'actions/semver/src/x.ts': using('@slipway/action-brand-new') },
      'an action never imports an action',
    ],
    [
      'a new action that imports the types of another by its path',
      { 'actions/brand-new/src/x.ts': "export type { Result } from '../../semver/src/result.ts'\n" },
      'an action never imports an action',
    ],
    [
      'a new package that imports an action',
      { 'packages/brand-new/src/x.ts': "export const x = import('../../../actions/semver/src/run.ts')\n" },
      'a package knows no action',
    ],
    [
      'a new package on the local cloud',
      { 'packages/brand-new/src/x.ts': using('@slipway/local-cloud') },
      'the product is built on packages only',
    ],
    [
      'a new action on what tests share',
      { 'actions/brand-new/src/x.ts': using('../../../test-support/src/x.ts') },
      'the product is built on packages only',
    ],
    [
      'a new room of the local cloud that knows a package',
      { 'local-cloud/brand-new/src/x.ts': using('@slipway/outcome') },
      'knows nothing of ours',
    ],
    ['an app that knows a package', { 'app/src/brand-new.ts': using('@slipway/outcome') }, 'imports nothing of ours'],
    [
      'a circle of two new files',
      { 'packages/git/src/x.ts': using('./y.ts'), 'packages/git/src/y.ts': using('./x.ts') },
      'circle: packages/git/src/x.ts, packages/git/src/y.ts',
    ],
    [
      'a circle of types',
      {
        'app/src/x.ts': "import type { Y } from './y.ts'\n\nexport type X = Y\n",
        'app/src/y.ts': "export interface Y {\n  readonly x: import('./x.ts').X\n}\n",
      },
      'circle: app/src/x.ts, app/src/y.ts',
    ],
    ['a file that imports itself', { 'app/src/x.ts': using('./x.ts') }, 'circle: app/src/x.ts'],
    [
      "a test on what is in another room's tests",
      { 'actions/brand-new/test/x.test.ts': using('../../../packages/newer/test/deep/y.ts') },
      'what the tests of several rooms use stands in test-support',
    ],
    [
      'a test that takes only a type from the tests of another room',
      { 'app/test/x.test.ts': "import type { Rig } from '../../local-cloud/brand-new/test/rig.ts'\n" },
      'what the tests of several rooms use stands in test-support',
    ],
    [
      'end-to-end tests on what is in the tests of a room',
      { 'e2e/brand-new.test.ts': using('../rehearsal/test/evidence.ts') },
      'what the tests of several rooms use stands in test-support',
    ],
    [
      'a test on what is in the end-to-end tests',
      { 'rehearsal/test/x.test.ts': using('../../e2e/tiny-image.ts') },
      'what the tests of several rooms use stands in test-support',
    ],
    [
      "a script on what is in a room's tests",
      { 'scripts/test/x.test.ts': using('../../packages/git/test/checkout.ts') },
      'what the tests of several rooms use stands in test-support',
    ],
    [
      'a test that reaches into the sources of another room',
      { 'packages/brand-new/test/x.test.ts': using('../../newer/src/y.ts') },
      'another room is imported by the name of its package',
    ],
    [
      'what tests share, reached by its path',
      { 'bench/brand-new.ts': using('../test-support/src/git/repository.ts') },
      'another room is imported by the name of its package',
    ],
  ])('is broken by %s', ([, files, words]) => {
    expect(brokenRules(new Map(Object.entries(files)), more).join('\n')).toContain(words)
  })
})

describe('live adapters', () => {
  const places = ['actions/brand-new/src/run.ts', 'actions/brand-new/src/deep/x.ts', 'packages/brand-new/src/x.ts']
  const adapters: readonly [what: string, source: string][] = [
    ['a client', "import { NewClient } from 'new'\n\nexport const client = new NewClient({})\n"],
    ['a client of a namespace', "import * as sdk from 'new'\n\nexport const client = new sdk.NewClient({})\n"],
    ['fetch', "export const x = fetch('http://a')\n"],
    ['fetch of the global object', "export const x = globalThis.fetch('http://a')\n"],
    ['a timer', 'setTimeout(() => {}, 1)\n'],
    ['a timer that is imported', "import { setTimeout as pause } from 'node:timers/promises'\n\nawait pause(1)\n"],
    ['an interval', 'setInterval(() => {}, 1)\n'],
    ['chance', 'export const x = Math.random()\n'],
    ['the clock', 'export const x = Date.now()\n'],
    ['the environment', "export const x = process.env['HOME']\n"],
    ['the environment in brackets', "export const x = process['env']\n"],
    ['the environment as a part', 'export const { env } = process\n'],
    ['the environment as an import', "import { env } from 'node:process'\n\nexport const x = env\n"],
  ]

  it.for(places.flatMap((file) => adapters.map(([what, source]) => [what, file, source] as const)))(
    'are refused: %s in %s',
    ([, file, source]) => {
      expect(brokenRules(new Map([[file, source]]), new Map())).toEqual([
        expect.stringMatching(/: live adapters are built in main\.ts, live\.ts or \*\.live\.ts only$/),
      ])
    },
  )

  it.for([
    'actions/brand-new/src/main.ts',
    'actions/brand-new/src/live.ts',
    'actions/brand-new/src/deep/login.live.ts',
    'actions/brand-new/test/x.test.ts',
    'packages/aws/src/x.ts',
  ])('are at home in %s', (file) => {
    for (const [, source] of adapters) expect(brokenRules(new Map([[file, source]]), new Map())).toEqual([])
  })
})

describe('types', () => {
  it('are checked in every folder with a package.json', () => {
    expect(uncheckedFolders(root)).toEqual([])
  })

  it.for([
    ['actions/brand-new', 'actions/brand-new is not among the references of tsconfig.json'],
    ['packages/brand-new', 'packages/brand-new is not among the references of tsconfig.json'],
    ['local-cloud/brand-new', 'local-cloud/brand-new is not among the references of tsconfig.json'],
  ] as const)('are asked for in the new folder %s', async ([folder, words]) => {
    const tree = await mkdtemp(join(tmpdir(), 'projects-'))
    onTestFinished(() => rm(tree, { recursive: true }))
    await mkdir(join(tree, folder, 'src'), { recursive: true })
    for (const name of ['tsconfig.json', 'tsconfig.tests.json']) await copyFile(join(root, name), join(tree, name))
    await writeFile(join(tree, folder, 'package.json'), JSON.stringify({ name: '@slipway/brand-new' }))
    expect(uncheckedFolders(tree)).toEqual([`${folder} has no tsconfig.json`])
    await writeFile(join(tree, folder, 'tsconfig.json'), '{}')
    expect(uncheckedFolders(tree)).toEqual([words])
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
