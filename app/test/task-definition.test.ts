import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

it('the task definition checks the container by its own file, on a read-only file system, with time to drain', async () => {
  const text = await readFile(new URL('../task-definition.json', import.meta.url), 'utf8')
  const { containerDefinitions } = JSON.parse(text) as { containerDefinitions: Record<string, unknown>[] }
  expect(containerDefinitions).toHaveLength(1)
  expect(containerDefinitions[0]).toMatchObject({
    name: 'app',
    readonlyRootFilesystem: true,
    healthCheck: { command: ['CMD', 'node', 'health-check.js'] },
    stopTimeout: 30,
  })
})
