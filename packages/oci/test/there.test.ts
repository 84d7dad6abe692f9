import { describe, expect, it } from 'vitest'
import { addImage, noise, plainImage, setRoots, writeFolder, type Files } from '@slipway/test-support/images/layouts'
import { connect, push } from './pushing.ts'
import { startRegistry } from './registry-server.ts'

const blobHead = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'HEAD' && path.includes('/blobs/')

describe('which blobs are there', () => {
  it('is asked once for all, and only the others are sent', async () => {
    const server = await startRegistry()
    const files: Files = new Map()
    const one = addImage(files, 'one', [noise(5000)])
    const two = addImage(files, 'two', [noise(5000), noise(700, 3)])
    await push(`oci-layout:${await writeFolder(setRoots(new Map(files), [one]))}`, connect(server))
    const asked: (readonly string[])[] = []
    const there = async (digests: readonly string[]): Promise<ReadonlySet<string>> => {
      asked.push(digests)
      return new Set(digests.filter((digest) => server.blobs.has(digest)))
    }
    const before = server.requests.length
    const pushed = await push(
      `oci-layout:${await writeFolder(setRoots(files, [two]))}`,
      connect(server, { there, login: async () => 'good' }),
    )
    expect(asked).toEqual([expect.arrayContaining([...server.blobs.keys()].slice(0, 1))])
    expect(asked[0]).toHaveLength(3)
    expect(pushed.reusedBytes).toBe(5000)
    expect(server.requests.slice(before).filter(blobHead)).toEqual([])
  })

  it('is not asked at all when the manifest is there', async () => {
    const server = await startRegistry()
    const source = `oci-layout:${await writeFolder(plainImage().files)}`
    await push(source, connect(server))
    const there = async (): Promise<never> => expect.fail('asked')
    expect(await push(source, connect(server, { there }))).toMatchObject({ pushedBytes: 0, manifests: 0 })
  })

  it('is asked blob by blob where the one question is refused, and says so', async () => {
    const server = await startRegistry()
    const { files, root } = plainImage()
    const lines: string[] = []
    const there = async (): Promise<never> => {
      throw new Error('AccessDenied: ecr:BatchCheckLayerAvailability')
    }
    await push(`oci-layout:${await writeFolder(files)}`, connect(server, { there, say: (line) => lines.push(line) }))
    expect(server.manifests.has(root.digest)).toBe(true)
    expect(server.requests.filter(blobHead)).toHaveLength(3)
    expect(lines).toEqual([expect.stringMatching(/one by one: .*AccessDenied/)])
  })

  it('lets a layout do without the blobs that are there', async () => {
    const server = await startRegistry()
    const files: Files = new Map()
    const layer = noise(5000)
    const one = addImage(files, 'one', [layer])
    await push(`oci-layout:${await writeFolder(setRoots(new Map(files), [one]))}`, connect(server))
    const two = addImage(files, 'two', [layer, noise(10)])
    for (const [path, bytes] of files) if (bytes === layer) files.delete(path)
    await push(`oci-layout:${await writeFolder(setRoots(files, [two]))}`, connect(server))
    expect(server.manifests.has(two.digest)).toBe(true)
  })
})
