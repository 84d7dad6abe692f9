import { expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { onGitHub } from './on-github.ts'
import { play } from './scene.ts'

const github = onGitHub()

it('a second run says that the tag was there, not that somebody gave its version', async () => {
  using repository = Repository.of('feat: a')
  await github.publish('again', repository)
  await play(github.inputs('again', repository))
  const { releases } = await play(github.inputs('again', repository))
  expect(releases).toMatchObject([{ outcome: 'already', plan: { because: 'v1.0.0 is on this commit already' } }])
  const given = await play(github.inputs('again', repository, { version: '1.0.0' }))
  expect(given.releases).toMatchObject([{ outcome: 'already', plan: { because: 'version 1.0.0 was given' } }])
})
