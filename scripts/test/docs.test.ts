import { expect, it } from 'vitest'
import { between, withTables } from '../docs.ts'

const readme = [
  '# x',
  '<!-- inputs:start -->',
  'stale',
  '<!-- inputs:end -->',
  '<!-- outputs:start --><!-- outputs:end -->',
  '',
].join('\n')

it('writes the tables of the manifest between the markers', () => {
  const text = withTables(readme, {
    name: 'x',
    description: 'y',
    inputs: { cluster: { description: 'A | B\n  C', default: 'default' }, service: { required: true } },
    outputs: { verdict: { description: 'pass or fail' } },
  })
  expect(text).toContain('| `cluster` | `default` | A \\| B C |')
  expect(text).toContain('| `service` | **required** |  |')
  expect(text).toContain('| `verdict` | pass or fail |')
  expect(text).not.toContain('stale')
  expect(between(text, 'inputs', 'z')).not.toContain('cluster')
})

it('refuses a README without markers', () => {
  expect(() => between('# x', 'inputs', '')).toThrow('<!-- inputs:start -->')
})
