import { rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { gitProcess } from '../src/process.ts'
import { isRunning } from '@slipway/test-support/processes/is-running'
import { cleanEnvironment, temporaryFolder } from '@slipway/test-support/git/repository'

it('ends git when who reads its output leaves early', async () => {
  const directory = temporaryFolder()
  writeFileSync(join(directory, 'git'), '#!/bin/sh\necho $$\nexec sleep 600\n', { mode: 0o755 })
  const env = { ...cleanEnvironment, PATH: `${directory}${delimiter}${cleanEnvironment['PATH']}` }
  let pid = 0
  for await (const piece of gitProcess({ directory, env }).stream(['log'])) {
    pid = Number(piece)
    break
  }
  expect(pid).toBeGreaterThan(0)
  await expect.poll(() => isRunning(pid)).toBe(false)
  rmSync(directory, { recursive: true })
})
