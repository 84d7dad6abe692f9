import { defaultRules, parseVersion } from '@slipway/versioning'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pushed, read, type Environment } from './runner.ts'

afterEach(() => vi.unstubAllEnvs())

const defaults = {
  mode: 'preview',
  version: undefined,
  releaseAs: undefined,
  tagPrefix: 'v',
  packages: [],
  package: undefined,
  branch: 'main',
  channels: [],
  maintenance: ['N.x', 'N.N.x'],
  unreachable: 'error',
  policy: {
    defaultBump: 'none',
    zeroMajor: 'breaking-is-minor',
    initialVersion: parseVersion('1.0.0'),
    majorPolicy: 'allow',
    build: [],
  },
  approveMajor: false,
  majorLabel: 'release: major',
  skip: [],
  lint: 'off',
  comment: true,
  floatingTags: true,
  notesLimit: 60_000,
  directory: '/checkout',
  outputDirectory: '/temp',
  github: {
    token: pushed['INPUT_TOKEN'],
    apiUrl: 'https://github.example.com/api/v3',
    serverUrl: 'https://github.example.com',
    owner: 'octo',
    repo: 'ship',
  },
  sha: 'a'.repeat(40),
  pull: undefined,
}

describe('inputs', () => {
  it.for<[name: string, env: Environment]>([
    ['as action.yml gives them', {}],
    [
      'when nobody gives them',
      Object.fromEntries(
        Object.keys(pushed)
          .filter((name) => name.startsWith('INPUT_') && name !== 'INPUT_TOKEN')
          .map((name) => [name, undefined]),
      ),
    ],
  ])('have the same defaults %s', ([, env]) => {
    const { judging, ...rest } = read(env)
    expect(rest).toEqual(defaults)
    expect(judging).toMatchObject({ mode: 'tolerant', squashBodies: 'auto' })
    for (const type of ['feat', 'fix', 'perf', 'revert', 'docs'])
      expect(judging.rules.bumpOf(type, 'x')).toEqual(defaultRules.bumpOf(type, 'x'))
  })

  it.for<[name: string, env: Environment, read: object]>([
    ['mode', { mode: 'release' }, { mode: 'release' }],
    ['version', { version: '1.4.0-rc.1' }, { version: parseVersion('1.4.0-rc.1') }],
    ['release-as', { 'release-as': '2.0.0' }, { releaseAs: parseVersion('2.0.0') }],
    ['an empty tag-prefix', { 'tag-prefix': '' }, { tagPrefix: '' }],
    [
      'packages',
      { packages: 'api: services/api !**/*.md\n\nweb: web', 'tag-prefix': '{package}/v', package: 'web' },
      {
        packages: [
          { name: 'api', include: ['services/api'], exclude: ['**/*.md'] },
          { name: 'web', include: ['web'], exclude: [] },
        ],
        package: 'web',
        tagPrefix: '{package}/v',
      },
    ],
    [
      'a version of one of the packages',
      { packages: 'api: a\nweb: w', 'tag-prefix': '{package}-v', package: 'web', version: '1.0.0' },
      { version: parseVersion('1.0.0'), package: 'web' },
    ],
    [
      'channels',
      { channels: 'next: rc\nbeta/*: beta' },
      {
        channels: [
          { pattern: 'next', identifier: 'rc' },
          { pattern: 'beta/*', identifier: 'beta' },
        ],
      },
    ],
    [
      'maintenance-branches',
      { 'maintenance-branches': 'release/N.x\nv-N.N' },
      { maintenance: ['release/N.x', 'v-N.N'] },
    ],
    ['empty maintenance-branches', { 'maintenance-branches': '' }, { maintenance: [] }],
    ['commit-messages', { 'commit-messages': 'strict' }, { judging: { mode: 'strict' } }],
    ['squash-bodies', { 'squash-bodies': 'never' }, { judging: { squashBodies: 'never' } }],
    ['skip-commits', { 'skip-commits': 'ABCDEF0\n0123456789' }, { skip: ['abcdef0', '0123456789'] }],
    ['default-bump', { 'default-bump': 'patch' }, { policy: { defaultBump: 'patch' } }],
    ['zero-major', { 'zero-major': 'semver' }, { policy: { zeroMajor: 'semver' } }],
    ['initial-version', { 'initial-version': '0.1.0' }, { policy: { initialVersion: parseVersion('0.1.0') } }],
    ['major-policy', { 'major-policy': 'cap-minor' }, { policy: { majorPolicy: 'cap-minor' } }],
    ['build-metadata', { 'build-metadata': 'build.007' }, { policy: { build: ['build', '007'] } }],
    ['approve-major', { 'approve-major': 'True' }, { approveMajor: true }],
    ['major-label', { 'major-label': 'breaking, approved' }, { majorLabel: 'breaking, approved' }],
    ['lint: true', { lint: 'true' }, { lint: 'auto' }],
    ['lint: title', { lint: 'title' }, { lint: 'title' }],
    ['comment', { comment: 'false' }, { comment: false }],
    ['floating-tags', { 'floating-tags': 'false' }, { floatingTags: false }],
    ['notes-limit', { 'notes-limit': '1000' }, { notesLimit: 1000 }],
    ['no token', { token: '' }, { github: undefined }],
    ['no repository', { GITHUB_REPOSITORY: '' }, { github: undefined }],
    [
      'the public GitHub',
      { GITHUB_API_URL: '', GITHUB_SERVER_URL: '' },
      { github: { apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' } },
    ],
  ])('read %s', ([, env, expected]) => {
    expect(read(env)).toMatchObject(expected)
  })

  it('lay the rules over the defaults', () => {
    const { rules } = read({ rules: 'docs: patch\nfeat(internal): none\n# c\nbreaking: minor' }).judging
    expect([rules.bumpOf('docs', undefined)?.bump, rules.bumpOf('feat', 'internal')?.bump]).toEqual(['patch', 'none'])
    expect([rules.bumpOf('feat', 'api')?.bump, rules.breaking]).toEqual(['minor', 'minor'])
  })
})

describe('inputs refuse, with the value and the remedy,', () => {
  const two = { packages: 'api: a\nweb: w', 'tag-prefix': '{package}-v' }
  it.for<[name: string, env: Environment, message: string, remedy: string]>([
    ['an unknown mode', { mode: 'relase' }, 'input mode is "relase"', 'preview, tag, release'],
    ['a version with a prefix', { version: 'v1.4.0' }, 'input version is "v1.4.0"', 'such as 1.4.0'],
    ['a version of two parts', { version: '1.4' }, 'input version is "1.4"', 'such as 1.4.0'],
    ['a release-as that is none', { 'release-as': 'next' }, 'input release-as is "next"', 'such as 1.4.0'],
    [
      'a version and a release-as',
      { version: '1.4.0', 'release-as': '2.0.0' },
      'inputs version ("1.4.0") and release-as ("2.0.0") are both given',
      'not both',
    ],
    [
      'a prefix that is no ref',
      { 'tag-prefix': 'a b' },
      'input tag-prefix is "a b", which cannot begin a tag: it has a blank',
      'api/v',
    ],
    ['a prefix with a lock', { 'tag-prefix': 'a.lock/' }, 'has a part that ends with .lock', 'set tag-prefix'],
    [
      'packages that share a prefix',
      { packages: 'api: a' },
      'input tag-prefix is "v": it has no {package}',
      'put {package} into tag-prefix, e.g. "{package}-v"',
    ],
    [
      'packages whose tags could be mistaken',
      { packages: 'a: x\na1: y', 'tag-prefix': '{package}' },
      'input tag-prefix is "{package}", which gives the prefix "a"',
      '"{package}-v"',
    ],
    [
      'a package whose name is no ref',
      { packages: 'a..b: x', 'tag-prefix': '{package}-v' },
      'gives the prefix "a..b-v": it has two dots in a row',
      'tag-prefix',
    ],
    ['a template without packages', { 'tag-prefix': '{package}-v' }, 'there are no packages', 'set packages'],
    [
      'packages that are no lines',
      { ...two, packages: 'api' },
      'input packages, line 1, has "api": is not of the form',
      'a line',
    ],
    ['a package twice', { ...two, packages: 'a: x\na: y' }, 'line 2, has "a: y"', 'write a name'],
    [
      'a package that is not there',
      { ...two, package: 'cli' },
      'input package is "cli", which is not among packages (api, web)',
      'one of api, web',
    ],
    ['a package of none', { package: 'cli' }, 'input package is "cli"', 'set packages'],
    [
      'a version for two packages',
      { ...two, version: '1.0.0' },
      'input version is "1.0.0", but packages has 2',
      'package: api',
    ],
    ['a release-as for two packages', { ...two, 'release-as': '2.0.0' }, 'input release-as is "2.0.0"', 'package: api'],
    ['an unknown rule', { rules: 'docs: patch\nfeat: huge' }, 'input rules, line 2, has "feat: huge"', 'docs: patch'],
    ['unknown commit-messages', { 'commit-messages': 'loose' }, 'input commit-messages is "loose"', 'tolerant, strict'],
    ['a major-policy of nothing', { 'major-policy': '' }, 'input major-policy is empty', 'set major-policy to allow'],
    ['a lint of nothing', { lint: ' ' }, 'input lint is empty', 'set lint to false'],
    [
      'commit-messages of nothing',
      { 'commit-messages': '' },
      'input commit-messages is empty',
      'set commit-messages to tolerant',
    ],
    ['unknown squash-bodies', { 'squash-bodies': 'yes' }, 'input squash-bodies is "yes"', 'auto, always, never'],
    ['a sha that is too short', { 'skip-commits': 'abcdef' }, 'input skip-commits is "abcdef"', 'first seven'],
    ['a skipped branch', { 'skip-commits': 'main' }, 'input skip-commits is "main"', 'sha'],
    [
      'channels that overlap',
      { channels: 'beta/*: beta\nbeta/x: rc' },
      'input channels, line 2, has "beta/x: rc": "beta/x" and "beta/*" can match the same branch',
      'next: rc',
    ],
    ['an identifier that is a number', { channels: 'next: 1' }, 'has the identifier "1"', 'next: rc'],
    [
      'channels on a tag',
      { channels: 'next: rc', GITHUB_REF: 'refs/tags/v1.0.0' },
      'input channels is given, but no branch is known: GITHUB_REF is "refs/tags/v1.0.0"',
      'branch: main',
    ],
    ['channels on nothing', { channels: 'next: rc', GITHUB_REF: undefined }, 'GITHUB_REF is ""', 'branch: main'],
    ['a branch that is a tag', { branch: 'refs/tags/v1' }, 'input branch is "refs/tags/v1"', 'main'],
    ['a branch with a blank', { branch: 'a b' }, 'input branch is "a b", which is no branch: it has a blank', 'main'],
    [
      'maintenance without a number',
      { 'maintenance-branches': 'legacy' },
      'input maintenance-branches has "legacy"',
      'N.x',
    ],
    ['an unknown default-bump', { 'default-bump': 'major' }, 'input default-bump is "major"', 'none, patch, minor'],
    ['an unknown zero-major', { 'zero-major': 'off' }, 'input zero-major is "off"', 'breaking-is-minor'],
    ['a first pre-release', { 'initial-version': '1.0.0-rc.1' }, 'input initial-version is "1.0.0-rc.1"', '0.1.0'],
    [
      'a first version with build metadata',
      { 'initial-version': '1.0.0+5' },
      'input initial-version is "1.0.0+5"',
      '0.1.0',
    ],
    ['a first version that is none', { 'initial-version': '1' }, 'input initial-version is "1"', '0.1.0'],
    ['an unknown major-policy', { 'major-policy': 'ask' }, 'input major-policy is "ask"', 'require-approval'],
    ['build metadata with a plus', { 'build-metadata': '+5' }, 'input build-metadata is "+5"', 'build.5'],
    ['an empty identifier', { 'build-metadata': 'a..b' }, 'input build-metadata is "a..b"', 'build.5'],
    ['an approval that is no flag', { 'approve-major': 'yes' }, 'input approve-major is "yes"', 'true or false'],
    ['an unknown lint', { lint: 'all' }, 'input lint is "all"', 'false, true, messages, title'],
    ['notes without room', { 'notes-limit': '10' }, 'input notes-limit is "10"', 'from 1000 to 125000'],
    ['notes that GitHub refuses', { 'notes-limit': '125001' }, 'input notes-limit is "125001"', 'from 1000 to 125000'],
  ])('%s', ([, env, message, remedy]) => {
    expect(() => read(env)).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      }),
    )
  })

  it('a branch alone, when channels need one and this is none', () => {
    const env = { branch: 'a b', channels: 'next: rc', GITHUB_REF: 'refs/tags/v1.0.0' }
    expect(() => read(env)).toThrow(/^input branch is "a b"(?!.*channels)/)
  })
})
