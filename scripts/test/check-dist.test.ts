import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { differences } from '../check-dist.ts'

it('names what is missing, left over and stale, and nothing that is the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dist-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const [committed, built] = [join(folder, 'committed'), join(folder, 'built')]
  await mkdir(committed)
  await mkdir(built)
  await writeFile(join(committed, 'index.js'), 'old')
  await writeFile(join(built, 'index.js'), 'new')
  await writeFile(join(committed, '37.index.js'), 'chunk')
  await writeFile(join(built, 'licenses.txt'), 'MIT')
  await writeFile(join(committed, 'package.json'), '{}')
  await writeFile(join(built, 'package.json'), '{}')
  expect(await differences(committed, built)).toEqual([
    '37.index.js is no longer built',
    'index.js is older than its source',
    'licenses.txt is missing',
  ])
  expect(await differences(built, built)).toEqual([])
})
