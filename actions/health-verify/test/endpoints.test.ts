import { describe, expect, it } from 'vitest'
import { endpointsOf, secretsIn } from '../src/endpoints.ts'

describe('secretsIn', () => {
  it.for<[string, string, readonly string[]]>([
    ['nothing', 'https://app.example/health?x=1', []],
    ['a password', 'https://me:p%40ss@app.example/', ['p%40ss', 'p@ss', 'me:p@ss']],
    ['a token in the place of the user', 'https://t%2Fken@app.example/', ['t%2Fken', 't/ken', 't/ken:']],
    ['a query value whose name says so', 'https://app.example/?api_key=k%20y&page=2', ['k y', 'k%20y']],
  ])('finds %s', ([, url, secrets]) => {
    expect(secretsIn(url)).toEqual(expect.arrayContaining([...secrets]))
    expect(secretsIn(url).length === 0).toBe(secrets.length === 0)
  })
})

describe('endpointsOf', () => {
  it('gives URLs that differ only in what is hidden names of their own', () => {
    const names = endpointsOf(['https://a/?key=1', 'https://a/?key=2']).map(({ name }) => name)
    expect(names).toEqual(['https://a/?key=***', 'https://a/?key=*** (2)'])
  })
})
