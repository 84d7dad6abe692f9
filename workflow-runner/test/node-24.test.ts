import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { installedNode24 } from '../src/node-24.ts'

it('the runner’s own Node is a Node 24', () => {
  expect(execFileSync(installedNode24(), ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./)
})
