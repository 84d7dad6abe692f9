import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { between, withTables } from '../docs.ts'

const root = join(import.meta.dirname, '..', '..')

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

it('names only files that are there, where a run is told file by file', async () => {
  const { stdout } = await promisify(execFile)('git', ['-c', 'safe.directory=*', 'ls-files'], { cwd: root })
  const files = stdout.split('\n')
  const pages = ['docs/flows.md', 'docs/architecture.md', 'local-cloud/cloud/README.md']
  for (const page of pages) {
    const text = await readFile(join(root, page), 'utf8')
    const named = [...text.matchAll(/`([\w./-]+\.ts)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => !path.includes('NAME'))
    expect(named.length, page).toBeGreaterThan(3)
    const missing = named.filter((path) => !files.some((file) => file === path || file.endsWith(`/${path}`)))
    expect(missing, page).toEqual([])
  }
})
