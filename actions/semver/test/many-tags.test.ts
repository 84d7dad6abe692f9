import { describe, expect, it } from 'vitest'
import { Repository } from '@slipway/test-support/git/repository'
import { inputsOf, outputsOf } from './scene.ts'

/** v1.0.0 on `old` and on `main`; on `main` alone thirty tags above it. */
function tagged(name: (number: number) => string): Repository {
  const repository = Repository.of('feat: a')
  repository.tag('v1.0.0')
  repository.git('branch', 'old')
  for (let number = 1; number <= 30; number += 1) {
    repository.commit('feat: b')
    repository.tag(name(number))
  }
  repository.git('checkout', '--quiet', 'old')
  repository.commit('fix: c')
  return repository
}

describe('more tags above the base than are asked about one by one', () => {
  it('leave the base where it is', async () => {
    using repository = tagged((number) => `v2.${number}.0`)
    expect(await outputsOf(inputsOf(repository.directory))).toMatchObject({ version: '1.0.1' })
  })

  it('leave it there in a clone without tags', async () => {
    using origin = tagged((number) => `v2.${number}.0`)
    using clone = origin.clone('--no-tags')
    expect(await outputsOf(inputsOf(clone.directory))).toMatchObject({ version: '1.0.1', 'previous-version': '1.0.0' })
  })

  it('hide no pre-release that a shallow clone contains', async () => {
    using origin = tagged((number) => `v2.0.0-rc.${number}`)
    origin.tag('v2.0.0-beta.1', 'HEAD')
    origin.commit('fix: d')
    using clone = origin.clone('--depth=1')
    expect(await outputsOf(inputsOf(clone.directory))).toMatchObject({ version: '2.0.0', 'previous-version': '1.0.0' })
  })
})
