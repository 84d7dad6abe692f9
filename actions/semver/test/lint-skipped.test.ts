import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { inputsOf, play } from './scene.ts'

const linted = async ({ directory }: Repository, ...skip: readonly string[]) =>
  (await play(inputsOf(directory, { lint: 'messages', skip }))).lint?.map(({ sha }) => sha)

describe('a lint', () => {
  it('finds no fault with a commit that is skipped: its message cannot be changed any more', async () => {
    using repository = Repository.of('feat: a')
    repository.tag('v1.0.0')
    const [skipped, other] = [repository.commit('Fix:typo'), repository.commit('Fix:other')]
    expect(await linted(repository)).toEqual([other, skipped])
    expect(await linted(repository, skipped.slice(0, 7))).toEqual([other])
  })
})
