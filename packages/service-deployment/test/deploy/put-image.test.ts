import type { JsonObject } from '@slipway/task-definition'
import { describe, expect, it } from 'vitest'
import { putImage } from '../../src/deploy/definition/put-image.ts'

const api = (changes: JsonObject = {}, top: JsonObject = {}): JsonObject => ({
  family: 'api',
  containerDefinitions: [{ name: 'api', image: 'i:1', ...changes }],
  ...top,
})

describe('the image is put', () => {
  const two = {
    family: 'api',
    containerDefinitions: [
      { name: 'api', image: 'a' },
      { name: 'proxy', image: 'p' },
    ],
  }

  it('into the only container, and everything else stays', () => {
    expect(putImage(api({ futureField: [1] }, { futureTop: null }), '', 'i:2')).toEqual(
      api({ image: 'i:2', futureField: [1] }, { futureTop: null }),
    )
  })

  it('into the named one of several', () => {
    expect(putImage(two, 'proxy', 'p:2')['containerDefinitions']).toEqual([
      { name: 'api', image: 'a' },
      { name: 'proxy', image: 'p:2' },
    ])
  })

  it('nowhere when it is not clear where', () => {
    expect(() => putImage(two, '', 'x')).toThrow('the task definition api has several containers: api, proxy')
    expect(() => putImage(two, 'web', 'x')).toThrow('the task definition api has no container web')
  })
})
