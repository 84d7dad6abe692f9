import { describe, expect, it } from 'vitest'
import { isSameRegistry } from '../src/repository/registry-host.ts'

const usual = '012345678901.dkr.ecr.eu-west-1.amazonaws.com'

describe('isSameRegistry', () => {
  it.for([
    ['the same host', usual, usual, true],
    ['IPv4 and IPv6', usual, '012345678901.dkr-ecr.eu-west-1.on.aws', true],
    ['FIPS', usual, '012345678901.dkr.ecr-fips.eu-west-1.amazonaws.com', true],
    ['FIPS over IPv6', usual, '012345678901.dkr-ecr-fips.eu-west-1.on.aws', true],
    [
      'in China',
      '012345678901.dkr.ecr.cn-north-1.amazonaws.com.cn',
      '012345678901.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn',
      true,
    ],
    ['another account', usual, '112345678901.dkr-ecr.eu-west-1.on.aws', false],
    ['an account that is a number less its zero', usual, '12345678901.dkr.ecr.eu-west-1.amazonaws.com', false],
    ['another region', usual, '012345678901.dkr-ecr.eu-west-2.on.aws', false],
    ['a host that ends like one', usual, `${usual}.example.com`, false],
    ['two hosts of nobody', 'localhost:5000', 'localhost:5001', false],
  ] as const)('%s', ([, one, other, same]) => {
    expect(isSameRegistry(one, other)).toBe(same)
    expect(isSameRegistry(other, one)).toBe(same)
  })
})
