import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { tryPlaces } from '../src/report/try-places.ts'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'places-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

describe('tryPlaces', () => {
  it('makes the folders, and no file', async () => {
    const path = await folder()
    const report = join(path, 'a b', 'ü', 'report')
    await tryPlaces({ report, picture: join(path, 'pictures', 'one.svg') })
    expect(await readdir(report)).toEqual([])
    expect(await readdir(join(path, 'pictures'))).toEqual([])
  })

  it('leaves the report that is there as it is', async () => {
    const report = await folder()
    await writeFile(join(report, 'index.html'), 'the last one')
    await tryPlaces({ report, picture: join(report, 'index.html') })
    expect(await readdir(report)).toEqual(['index.html'])
    expect(await readFile(join(report, 'index.html'), 'utf8')).toBe('the last one')
  })

  it.for([
    [
      'a folder that is a file',
      async (path: string) => {
        await writeFile(join(path, 'file'), '')
        return { report: join(path, 'file'), picture: '' }
      },
      '--report: ',
    ],
    [
      'a folder where a file goes',
      async (path: string) => {
        await mkdir(join(path, 'index.html'))
        return { report: path, picture: '' }
      },
      'index.html cannot be written: EISDIR',
    ],
    [
      'a place where nobody may make a folder',
      async () => ({ report: '/proc/nothing/report', picture: '' }),
      '--report: ',
    ],
    ['a picture that is a folder', async (path: string) => ({ report: path, picture: path }), '--picture: '],
  ] as const)('refuses %s', async ([, make, message]) => {
    const places = await make(await folder())
    await expect(tryPlaces(places)).rejects.toThrow(message)
    await expect(tryPlaces(places)).rejects.toThrow('cannot be written')
  })
})
