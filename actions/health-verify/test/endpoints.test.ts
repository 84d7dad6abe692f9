import { describe, expect, it } from 'vitest'
import { endpointsOf } from '../src/endpoints.ts'

describe('endpointsOf', () => {
  it('gives URLs that differ only in what is hidden names of their own', () => {
    const names = endpointsOf(['https://a/?key=1', 'https://a/?key=2']).map(({ name }) => name)
    expect(names).toEqual(['https://a/?key=***', 'https://a/?key=*** (2)'])
  })
})
