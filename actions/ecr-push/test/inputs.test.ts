import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { readInputs, type PushInputs } from '../src/inputs.ts'
import { inputsWith } from './scene.ts'

type Given = Readonly<Record<string, string>>

const defaults: Given = { source: 'oci-layout:out', repository: 'shop/app', tags: 'v1' }
const digest = `sha256:${'a'.repeat(64)}`

function read(
  values: Given = {},
  env: NodeJS.ProcessEnv = { RUNNER_TEMP: '/temp', GITHUB_ACTION_REF: 'v1' },
): PushInputs {
  const given = Object.entries({ ...defaults, ...values }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ])
  return readInputs({ ...env, ...Object.fromEntries(given) })
}

function refused(values: Given): Failure {
  try {
    read(values)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('readInputs', () => {
  it('has a default for all but source, repository and tags', () => {
    expect(read()).toEqual(inputsWith({ tags: ['v1'] }))
  })

  it.for<[string, Given, Partial<PushInputs>]>([
    ['an empty answer is waited for four times as long as findings', { settle: '2s' }, { settle: 2000, quiet: 8000 }],
    ['unless it is said', { settle: '2s', quiet: '3s' }, { quiet: 3000 }],
    [
      'counts by severity',
      { 'max-findings': 'high=5\nlow = 20' },
      { limits: expect.objectContaining({ maxFindings: { high: 5, low: 20 } }) },
    ],
    [
      'scores',
      { 'fail-on-cvss': '9.8', 'fail-on-epss': '0.25', 'fail-on-kev': 'TRUE' },
      { limits: expect.objectContaining({ cvss: 9.8, epss: 0.25, kev: true }) },
    ],
    ['a tag to compare with', { 'new-only': 'tag:latest' }, { newOnly: { kind: 'tag', tag: 'latest' } }],
    ['a digest to compare with', { 'new-only': digest }, { newOnly: { kind: 'digest', digest } }],
    [
      'a service to compare with',
      { 'new-only': 'ecs:prod/api' },
      { newOnly: { kind: 'ecs', cluster: 'prod', service: 'api' } },
    ],
    [
      'a base image',
      { layers: 'own', 'base-image': 'base/node:24' },
      { baseImage: { repository: 'base/node', reference: { tag: '24' } } },
    ],
    [
      'a base image with its host',
      { layers: 'own', 'base-image': `1.dkr.ecr.eu-west-1.amazonaws.com/base/node@${digest}` },
      { baseImage: { host: '1.dkr.ecr.eu-west-1.amazonaws.com', repository: 'base/node', reference: { digest } } },
    ],
    [
      'reports',
      { reports: 'trivy:a.json\nsarif:out/b.sarif', scanner: 'none' },
      {
        scanner: 'none',
        reports: [
          { kind: 'trivy', file: 'a.json' },
          { kind: 'sarif', file: 'out/b.sarif' },
        ],
      },
    ],
    [
      'what a tool means by an error',
      { reports: 'sarif:out/b.sarif error=high\nsarif: my report.sarif  error=medium' },
      {
        reports: [
          { kind: 'sarif', file: 'out/b.sarif', errorMeans: 'high' },
          { kind: 'sarif', file: 'my report.sarif', errorMeans: 'medium' },
        ],
      },
    ],
    [
      'the words that ask for nothing',
      {
        reports: 'none',
        'max-findings': 'none',
        'fail-on-cvss': 'none',
        'fail-on-epss': 'none',
        encryption: 'default',
      },
      inputsWith({ tags: ['v1'] }),
    ],
    [
      'the repository of an image that is pushed',
      { source: `registry:shop/app@${digest}`, repository: '' },
      { repository: 'shop/app' },
    ],
    [
      'how to make a repository',
      { 'create-repository': 'true', 'mutability-exclusions': 'latest, v*', encryption: 'KMS:arn:aws:kms:x:1:key/2' },
      {
        create: {
          tagMutability: 'IMMUTABLE',
          exclusionFilters: ['latest', 'v*'],
          encryption: { type: 'KMS', key: 'arn:aws:kms:x:1:key/2' },
          scanOnPush: true,
          lifecyclePolicy: '',
        },
      },
    ],
    [
      'a preflight before the build',
      { mode: 'preflight', source: '' },
      { mode: 'preflight', source: undefined, tags: ['v1'] },
    ],
    [
      'a recheck',
      { mode: 'recheck', source: '', tags: '', targets: `ecs:prod/api\ntag:v1.4.0\n${digest}\ntag:v1.4.0` },
      {
        mode: 'recheck',
        targets: [
          { kind: 'ecs', cluster: 'prod', service: 'api' },
          { kind: 'tag', tag: 'v1.4.0' },
          { kind: 'digest', digest },
        ],
      },
    ],
    ['repositories to mount from', { 'mount-from': 'base/node, shop/web' }, { mountFrom: ['base/node', 'shop/web'] }],
    ['two dashes in a name', { repository: 'team/my--app' }, { repository: 'team/my--app' }],
    ['two underscores in a name', { repository: 'a__b/c---d' }, { repository: 'a__b/c---d' }],
    [
      'such names of another image',
      { layers: 'own', 'base-image': 'base__images/my--node:24', 'mount-from': 'a__b' },
      { baseImage: { repository: 'base__images/my--node', reference: { tag: '24' } }, mountFrom: ['a__b'] },
    ],
  ])('takes %s', ([, values, expected]) => {
    expect(read(values)).toMatchObject(expected)
  })

  it('knows the run by the environment', () => {
    const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r', GITHUB_RUN_ID: '7' }
    expect(read({}, env).job).toEqual({ uri: 'https://github.com/o/r/actions/runs/7', id: '7' })
  })

  it.for<[string, Given, readonly string[]]>([
    [
      'the lines of docker/metadata-action, each once',
      { tags: '1.dkr.ecr.eu-west-1.amazonaws.com/shop/app:v1.4.0\nshop/app:latest\nlatest,sha-0a1b2c3' },
      ['v1.4.0', 'latest', 'sha-0a1b2c3'],
    ],
    [
      'of a repository whose first part has a dot',
      { repository: 'my.team/app', tags: 'my.team/app:v1,localhost/my.team/app:v2' },
      ['v1', 'v2'],
    ],
    ['with Windows line ends', { tags: 'localhost:5000/shop/app:v1\r\nv1.4\r\n' }, ['v1', 'v1.4']],
  ])('takes tags: %s', ([, values, tags]) => {
    expect(read(values).tags).toEqual(tags)
  })
})

describe('an input that asks for a check', () => {
  it.for<[string, string, string]>([
    ['reports', '', 'none'],
    ['reports', ' \n ', 'none'],
    ['fail-on', '', 'critical'],
    ['fail-on-cvss', '', 'none'],
    ['fail-on-epss', '', 'none'],
    ['fail-on-kev', '', 'false'],
    ['max-findings', '', 'none'],
    ['encryption', '', 'default'],
  ])('is refused where it is empty: %s "%s"', ([name, value, word]) => {
    const failure = refused({ [name]: value })
    expect(failure).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining(`input ${name} is empty`) })
    expect(failure.remedy).toContain(`set ${name} to ${word}`)
  })

  it.for<[string, Given, RegExp]>([
    ['a list of which nothing is left', { reports: ',' }, /reports is ","/],
    ['counts of which nothing is left', { 'max-findings': ',\n,' }, /max-findings is/],
    ['none beside something', { reports: 'trivy:a.json\nnone' }, /reports is "none".*trivy:FILE/],
    ['a count beside none', { 'max-findings': 'none, high=5' }, /max-findings is "none"/],
  ])('is refused where it is %s', ([, values, message]) => {
    expect(refused(values)).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringMatching(message) })
  })

  it('spares nothing by being empty, where it would only spare', () => {
    const sparing = { 'only-fixable': '', 'new-only': '', 'ignore-file': '', layers: '', 'on-unscannable': '' }
    expect(read({ ...sparing, 'on-inconclusive': '', scanner: '', attest: '' })).toEqual(inputsWith({ tags: ['v1'] }))
  })
})

describe('what is refused', () => {
  it('of another registry comes with the name that it would have in ECR', () => {
    const { remedy } = refused({ repository: 'https://ghcr.io/Acme/App:v1' })
    expect(remedy).toBe(
      'set repository to a name in your own registry of Amazon ECR, e.g. acme/app, or push to ghcr.io by another tool',
    )
  })

  it.for<[string, Given, RegExp]>([
    ['no source', { source: '' }, /input source is empty/],
    ['another transport', { source: 'docker:app' }, /source is "docker:app"/],
    ['a source by tag', { source: 'registry:shop/app:v1' }, /source is "registry:shop\/app:v1"/],
    ['a source in ECR Public', { source: `registry:public.ecr.aws/a1/app@${digest}`, repository: '' }, /private repo/],
    ['a source of GitHub', { source: `registry:ghcr.io/shop/app@${digest}` }, /source names ghcr\.io/],
    ['no repository', { repository: '' }, /input repository is empty/],
    ['a repository with its host', { repository: '1.dkr.ecr.eu-west-1.amazonaws.com/app' }, /without the registry/],
    ['a repository in capitals', { repository: 'Shop' }, /a repository name/],
    ['a repository with three underscores', { repository: 'a___b' }, /a repository name/],
    ['a repository with a dot and a dash', { repository: 'a.-b' }, /a repository name/],
    ['a repository that ends in a dash', { repository: 'shop/app-' }, /a repository name/],
    ...['ghcr.io/Acme/App', 'https://ghcr.io/acme/app', 'ghcr.io/acme/app:v1', `GHCR.io/acme/app@${digest}`].map(
      (repository): [string, Given, RegExp] => [
        `a repository in another registry: ${repository}`,
        { repository },
        /^input repository names ghcr\.io, and this action serves private repositories of Amazon ECR only$/,
      ],
    ),
    ...['Shop/App', 'shop/app:v1', `shop/app@${digest}`, ' /shop/app/ '].map((repository): [string, Given, RegExp] => [
      `a repository that is no name: ${repository}`,
      { repository },
      /a repository name of 2 to 256 characters in lower case, without a tag, e\.g\. shop\/app$/,
    ]),
    ...[
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/api',
      'https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/api',
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/Team/Api:v1',
      'arn:aws:ecr:eu-west-1:123456789012:repository/team/api',
      'localhost:5000/team/api',
    ].map((repository): [string, Given, RegExp] => [
      `a repository with its registry, by its name: ${repository}`,
      { repository },
      /which is not a name without the registry, e\.g\. team\/api$/,
    ]),
    [
      'a repository in upper case, by the name that it would have',
      { repository: 'Team/Api' },
      /in lower case, without a tag, e\.g\. team\/api$/,
    ],
    ['a repository of one letter', { repository: 'a' }, /a repository name of 2 to 256/],
    ['a repository that is too long', { repository: `shop/${'a'.repeat(252)}` }, /a repository name of 2 to 256/],
    [
      'another repository than the source is in',
      { source: `registry:shop/web@${digest}` },
      /shop\/web, which is where source is/,
    ],
    ['no tags', { tags: ' ' }, /input tags is empty/],
    ['tags of which nothing is left', { tags: ' ,\n,' }, /input tags is empty/],
    ['a tag of a repository whose name ends alike', { tags: 'host.example/team/shop/app:v1' }, /input tags is "host/],
    ['a tag of a folder of the repository', { tags: 'team/shop/app:v1' }, /input tags is "team/],
    ['a tag of another repository', { tags: 'host/other:v1' }, /input tags is "host\/other:v1"/],
    ['a reference without a tag', { tags: 'host/shop/app' }, /input tags/],
    ['a tag that is none', { tags: '-v1' }, /input tags is "-v1"/],
    ['a mode that is none', { mode: 'push' }, /mode is "push".*one of release, preflight, recheck/],
    ['a severity that is none', { 'fail-on': 'severe' }, /one of critical, high/],
    ['a count without a severity', { 'max-findings': '5' }, /max-findings is "5".*such as high=5/],
    ['a count of another severity', { 'max-findings': 'bad=5' }, /max-findings is "bad=5"/],
    ['a severity counted twice', { 'max-findings': 'high=5\nhigh=6' }, /the only line for high/],
    ['a CVSS score above 10', { 'fail-on-cvss': '11' }, /a number from 0 to 10/],
    ['an EPSS in per cent', { 'fail-on-epss': '50' }, /a number from 0 to 1/],
    ['a flag that is neither', { 'fail-on-kev': 'yes' }, /fail-on-kev is "yes".*true or false/],
    ['only-fixable likewise', { 'only-fixable': '1' }, /only-fixable is "1"/],
    ['layers of a third kind', { layers: 'base' }, /one of all, own/],
    ['nothing to compare with', { 'new-only': 'latest' }, /new-only is "latest".*tag:NAME/],
    ['a service without its cluster', { 'new-only': 'ecs:api' }, /new-only is "ecs:api"/],
    ['a base image without a tag', { layers: 'own', 'base-image': 'node' }, /base-image is "node"/],
    ['a base image that nothing asks for', { 'base-image': 'node:24' }, /layers: all lets every layer count/],
    ['a report of another tool', { reports: 'snyk:x.json' }, /reports is "snyk:x.json"/],
    ['a report without its file', { reports: 'sarif:' }, /reports is "sarif:"/],
    ['a report that is only an error', { reports: 'sarif: error=high' }, /reports is "sarif: error=high"/],
    ['an error of another severity', { reports: 'sarif:a error=severe' }, /a error=severe".*error=SEVERITY.*critical/],
    ['an error of a tool that rates', { reports: 'trivy:a error=high' }, /reports is "trivy:a error=high"/],
    [
      'a recheck with reports',
      { mode: 'recheck', tags: '', targets: 'tag:v1', reports: 'trivy:a' },
      /recheck judges only/,
    ],
    ['a scanner of another name', { scanner: 'trivy' }, /one of ecr, none/],
    ['nothing to judge', { scanner: 'none' }, /nothing would be judged/],
    ['new-only without a scanner', { scanner: 'none', reports: 'trivy:a', 'new-only': 'tag:v1' }, /new-only compares/],
    ['on-unscannable of another word', { 'on-unscannable': 'ignore' }, /one of fail, warn, pass/],
    ['on-inconclusive that passes', { 'on-inconclusive': 'pass' }, /one of fail, warn/],
    ['a settle time without unit', { settle: '15' }, /a duration/],
    ['a quiet time without unit', { quiet: '60' }, /quiet is "60"/],
    ['a timeout that is none', { 'scan-timeout': 'soon' }, /scan-timeout is "soon"/],
    ['an interval that is none', { 'scan-interval': '-1s' }, /scan-interval is "-1s"/],
    ['a stage of another name', { stage: 'tag' }, /one of digest, candidate-tag/],
    ['a repository to mount from with its host', { 'mount-from': 'Host/app' }, /mount-from is "Host\/app"/],
    ['more connections than are of use', { connections: '99' }, /from 1 to 16/],
    ['attest that is neither', { attest: 'maybe' }, /attest is "maybe"/],
    ['a repository made maybe', { 'create-repository': 'maybe' }, /create-repository is "maybe"/],
    ['a mutability of another name', { 'tag-mutability': 'frozen' }, /one of immutable, mutable/],
    ['an exclusion that ECR refuses', { 'mutability-exclusions': 'v?' }, /mutability-exclusions is "v\?"/],
    ['more exclusions than ECR takes', { 'mutability-exclusions': 'a,b,c,d,e,f' }, /at most 5 filters/],
    ['another encryption', { encryption: 'AES128' }, /encryption is "AES128"/],
    ['a key for AES256', { encryption: 'AES256:key' }, /encryption is "AES256:key"/],
    ['scan-on-push that is neither', { 'scan-on-push': 'x' }, /scan-on-push is "x"/],
    ['login-docker that is neither', { 'login-docker': 'x' }, /login-docker is "x"/],
    ['a SARIF location outside of the repository', { 'sarif-location': '../Dockerfile' }, /sarif-location|location/],
    ['a recheck of nothing', { mode: 'recheck', tags: '' }, /input targets is empty/],
    ['a recheck of something else', { mode: 'recheck', tags: '', targets: 'latest' }, /targets is "latest"/],
    ['a recheck that gives tags', { mode: 'recheck', targets: 'tag:v1' }, /recheck gives no tags/],
    ['a recheck of reports alone', { mode: 'recheck', tags: '', targets: 'tag:v1', scanner: 'none' }, /asks ECR/],
  ])('%s', ([, values, message]) => {
    const failure = refused(values)
    expect(failure.message).toMatch(message)
    expect(failure.remedy).toMatch(/\w/)
  })

  it.for<[string, string, RegExp, RegExp]>([
    ['of a branch', 'feature/login', /"feature\/login": .* this has "\/"/, /feature-login/],
    ['of a build', 'v1.4.0+build.5', /this has "\+"/, /v1\.4\.0_build\.5/],
    ['behind the repository', 'shop/app:v1+2', /"shop\/app:v1\+2": .* this has "\+"/, /e\.g\. v1_2/],
    ['of two on one line', 'v1 latest', /has a blank/, /commas or line breaks/],
    ['that begins with a dash', '-v1', /begins with "-"/, /e\.g\. v1/],
    ['that begins with a dot', '.v1', /begins with "\."/, /e\.g\. v1/],
    ['of nothing but what cannot begin one', '..', /begins with "\."/, /e\.g\. v1/],
    ['of letters that are not ASCII', 'größe', /this has "ö"/, /gr-e/],
    ['of a sign outside of the first plane', 'v1😀', /this has "😀"/, /e\.g\. v1$/],
    ['in quotes', '"v1"', /this has """/, /e\.g\. v1$/],
    ['that is too long', 'a'.repeat(129), /128 characters at most, and this has 129/, /e\.g\. a{128}$/],
    ['that is nothing', 'shop/app:', /no tag in it/, /write a tag/],
    ['that is left out', '1.dkr.ecr.eu-west-1.amazonaws.com/shop/app', /no tag in it/, /com\/shop\/app:v1/],
    ['that is a digest', `shop/app@${digest}`, /this is a digest/, /shop\/app:v1/],
    [
      'of another repository',
      'ghcr.io/acme/app:v2',
      /ghcr\.io\/acme\/app, not to shop\/app/,
      /e\.g\. v2; where docker\/metadata-/,
    ],
    ['of another repository, and none', 'other:a+b', /repository other, not to shop\/app/, /e\.g\. v1;/],
  ])('a tag %s, with a next step', ([, tag, message, remedy]) => {
    const failure = refused({ tags: tag })
    expect(failure).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
    expect(failure.message).toContain(`input tags is "${tag}": `)
  })

  it.for<[string, Given]>([
    ['targets', { mode: 'recheck', tags: '', targets: 'tag:feature/login' }],
    ['new-only', { 'new-only': 'tag:feature/login' }],
  ])('a tag in %s likewise', ([name, values]) => {
    expect(refused(values)).toMatchObject({
      message: `input ${name} is "tag:feature/login": a tag has letters, digits, "_", "." and "-" only, and this has "/"`,
      remedy: 'write a tag that ECR takes, e.g. feature-login',
    })
  })

  it('does not say of a tag whose it is while the repository is not known', () => {
    const { message } = refused({ repository: 'Shop', tags: 'other:v1\na/b' })
    expect(message).toMatch(/^2 problems.*"Shop".*"a\/b"/)
  })

  it('names every tag that cannot be given', () => {
    const { message } = refused({ tags: 'a/b\nv1\nc+d' })
    expect(message).toMatch(/"a\/b".*"c\+d"/)
  })

  it('is not measured by a mode that cannot be read', () => {
    const { message } = refused({ mode: 'rechek', source: '', tags: '', targets: 'tag:v1', scanner: 'none' })
    expect(message).toBe('input mode is "rechek", which is not one of release, preflight, recheck')
    expect(refused({ mode: 'rechek', tags: 'a/b' }).message).toMatch(/^2 problems.*"rechek".*"a\/b"/)
  })

  it('is named all at once', () => {
    const failure = refused({ tags: '', 'fail-on': 'severe', settle: '15', connections: '0' })
    expect(failure.code).toBe('INPUT_INVALID')
    expect(failure.message).toMatch(/^4 problems with the inputs: /)
    for (const name of ['tags', 'fail-on', 'settle', 'connections'])
      expect(failure.message).toContain(`input ${name} is`)
    expect(failure.remedy).toBe('set tags under with:')
  })
})
