import type { Report } from '@slipway/action-io'
import { describe, expect, it } from 'vitest'
import { Repository } from '../../../packages/git/test/repository.ts'
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
    expect(summary).toContain('| v1.2.0 at ')
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
    expect(summary).toMatch(/\| api \| api-v2\.0\.0 \| major \| preview, cannot be released \|/)
    expect(summary).toMatch(/\| web \| web-v3\.0\.1 \| patch \| preview \|/)
    expect(summary).toContain('| fix: colours | **patch** | type |')
  })

  it('is all that is told so: another failure is thrown on', () => {
    const failure = new Error('x')
    expect(() => refusedReport(failure, page)).toThrow(failure)
  })
})
