import type { Report } from '@slipway/action-io'
import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { refusedReport } from '../src/report.ts'
import { inputsOf, play, type Changes } from './scene.ts'

const page = 'https://github.com/octo/ship'

/** v1.2.0, then a feature, a slip and a break. */
function broken(): Repository {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.2.0')
  repository.change('feat: add login', 'api/a')
  repository.change('feature: say hello', 'api/a')
  repository.change('feat!: drop v1', 'api/a')
  return repository
}

async function refused(repository: Repository, changes: Changes): Promise<Report> {
  const error: unknown = await play(inputsOf(repository.directory, changes)).catch((failure: unknown) => failure)
  return refusedReport(error, page)
}

describe('a plan that is refused', () => {
  it('keeps its table, with what decided, and fails the step without an output', async () => {
    using repository = broken()
    const { summary, failure, outputs, annotations } = await refused(repository, { policy: { majorPolicy: 'fail' } })
    expect(failure).toMatch(/^semver: 2\.0\.0 is forbidden by major-policy: fail.*\(MAJOR_FORBIDDEN\)$/)
    expect(outputs).toEqual({})
    expect(summary).toMatch(/^### semver: MAJOR_FORBIDDEN\n\n2\.0\.0 is forbidden/)
    const sha = repository.git('rev-parse', 'HEAD')
    expect(summary).toContain(
      `| [\`${sha.slice(0, 7)}\`](${page}/commit/${sha}) | feat&#33;: drop v1 | **major** | breaking-mark |`,
    )
    expect(summary).toContain('| feat: add login | minor | type |')
    expect(summary).toContain('| `v1.2.0` at ')
    expect(summary.match(/is forbidden/g)).toHaveLength(1)
    expect(annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('`feature` does not release') }),
    ])
  })

  it('of one of several packages keeps the tables of all', async () => {
    using repository = broken()
    repository.tag('api-v1.2.0', 'v1.2.0')
    repository.tag('web-v3.0.0', 'v1.2.0')
    repository.change('fix: colours', 'web/b')
    const packages = ['api', 'web'].map((name) => ({ name, include: [name], exclude: [] }))
    const changes = { packages, tagPrefix: '{package}-v', policy: { majorPolicy: 'fail' } } as const
    const { summary, failure } = await refused(repository, changes)
    expect(failure).toContain('MAJOR_FORBIDDEN')
    expect(summary).toMatch(/\| api \| `api-v2\.0\.0` \| major \| preview, cannot be released \|/)
    expect(summary).toMatch(/\| web \| `web-v3\.0\.1` \| patch \| preview \|/)
    expect(summary).toContain('| fix: colours | **patch** | type |')
  })

  it('of several packages names what keeps each of them back', async () => {
    using repository = broken()
    for (const name of ['api', 'web', 'cli']) repository.tag(`${name}-v1.2.0`, 'v1.2.0')
    repository.change('feat!: drop all', 'api/a', 'web/b', 'cli/c')
    const packages = ['api', 'web', 'cli'].map((name) => ({ name, include: [name], exclude: [] }))
    for (const [name, tag] of [
      ['web', 'web-v3.0.0'],
      ['cli', 'cli-v4.0.0'],
    ] as const) {
      repository.git('checkout', '--quiet', '--detach', 'v1.2.0')
      repository.change('feat: beside', `${name}/beside`)
      repository.tag(tag)
      repository.git('checkout', '--quiet', 'main')
    }
    const { failure, summary, annotations } = await refused(repository, {
      packages,
      tagPrefix: '{package}-v',
      unreachable: 'error',
    })
    expect(failure).toContain('web-v2.0.0 would be below web-v3.0.0')
    const told = annotations?.map(({ message }) => message).filter((message) => message.includes('would be below'))
    expect(told).toEqual([expect.stringMatching(/^cli: cli-v2\.0\.0 would be below cli-v4\.0\.0/)])
    expect(summary.match(/web-v2\.0\.0 would be below/g)).toHaveLength(1)
    expect(summary.match(/cli-v2\.0\.0 would be below/g)).toHaveLength(1)
  })

  it('says that the remote could not be asked for its tags', async () => {
    using origin = broken()
    using clone = origin.clone()
    clone.git('remote', 'set-url', 'origin', 'file:///nowhere/at/all')
    const { summary, annotations } = await refused(clone, { policy: { majorPolicy: 'fail' } })
    expect(annotations?.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('the remote could not be asked for its tags'),
    )
    expect(summary).toContain('the remote could not be asked for its tags')
  })

  it('is all that is told so: another failure is thrown on', () => {
    const failure = new Error('x')
    expect(() => refusedReport(failure, page)).toThrow(failure)
  })
})
