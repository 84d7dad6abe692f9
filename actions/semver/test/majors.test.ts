import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { onGitHub } from './on-github.ts'
import { outputsOf, type Changes } from './scene.ts'

const github = onGitHub()
const policy = { majorPolicy: 'require-approval' } as const
const label = 'release: major'

/** v1.2.0, then one break squashed and one merged, each by a pull request of its own. */
async function broken(name: string, labels: { readonly squash: string; readonly merge: string }) {
  const repository = Repository.of('feat: begin')
  repository.tag('v1.2.0')
  repository.git('checkout', '--quiet', '-b', 'topic')
  const merged = repository.commit('fix!: merged')
  repository.git('checkout', '--quiet', 'main')
  const mergeCommit = repository.merge('topic')
  const squashed = repository.commit('feat!: squashed (#1)')
  await github.publish(name, repository)
  const pulls = [
    { number: 1, title: 'feat!: squashed', head: squashed, mergeCommit: squashed, labels: [labels.squash] },
    { number: 2, title: 'fix!: merged', head: merged, mergeCommit, labels: [labels.merge] },
  ]
  for (const pull of pulls) await github.cloud.putPull(`octo/${name}`, pull)
  const inputs = (changes: Changes = {}) => github.inputs(name, repository, { policy, ...changes })
  return { inputs, merged, squashed, [Symbol.dispose]: () => repository[Symbol.dispose]() }
}

describe('a major by label', () => {
  it('needs it on the pull request of every breaking commit', async () => {
    using scene = await broken('all', { squash: label, merge: label })
    expect(await outputsOf(scene.inputs())).toMatchObject({ version: '2.0.0', released: 'true' })
  })

  it.for([
    ['squash', 'bug', label, 'feat!: squashed (#1)'],
    ['merge', label, 'enhancement', 'fix!: merged'],
  ] as const)('names the commit that has none (%s)', async ([name, squash, merge, header]) => {
    using scene = await broken(name, { squash, merge })
    const sha = (name === 'squash' ? scene.squashed : scene.merged).slice(0, 7)
    await expect(outputsOf(scene.inputs())).rejects.toMatchObject({
      code: 'MAJOR_NOT_APPROVED',
      message: expect.stringMatching(new RegExp(`approval of ${sha} "${header.replace(/[()]/g, '\\$&')}"$`)),
    })
    expect(Object.keys(github.tags(name))).toEqual(['v1.2.0'])
  })

  it('names the label that is missing', async () => {
    using scene = await broken('named', { squash: label, merge: 'bug' })
    await expect(outputsOf(scene.inputs({ majorLabel: 'semver: 💥' }))).rejects.toMatchObject({
      remedy: expect.stringContaining('put the label "semver: 💥" on the pull request of each'),
    })
  })

  it.for<[name: string, changes: Changes]>([
    ['approve-major', { approveMajor: true }],
    ['release-as', { releaseAs: '2.0.0' }],
    ['another-label', { majorLabel: 'bug' }],
    ['a-label-in-other-letters', { majorLabel: 'Bug' }],
  ])('is not needed with %s', async ([name, changes]) => {
    using scene = await broken(name, { squash: 'bug', merge: 'bug' })
    expect(await outputsOf(scene.inputs(changes))).toMatchObject({ version: '2.0.0' })
  })

  it('that may not be read names the permission', async () => {
    using scene = await broken('unread', { squash: label, merge: label })
    github.cloud.world.github.fail({
      path: '/repos/octo/unread/commits/*/pulls',
      status: 403,
      message: 'Resource not accessible by integration',
      headers: { 'x-accepted-github-permissions': 'pull_requests=read; contents=read' },
    })
    await expect(outputsOf(scene.inputs())).rejects.toMatchObject({
      code: 'PERMISSION_MISSING',
      message: expect.stringContaining('pull_requests=read'),
      remedy: expect.stringContaining('pull-requests: read'),
    })
  })

  it('forbidden or capped asks nobody', async () => {
    using scene = await broken('capped', { squash: label, merge: label })
    await expect(outputsOf(scene.inputs({ policy: { majorPolicy: 'fail' } }))).rejects.toMatchObject({
      code: 'MAJOR_FORBIDDEN',
    })
    expect(await outputsOf(scene.inputs({ policy: { majorPolicy: 'cap-minor' } }))).toMatchObject({ version: '1.3.0' })
  })
})
