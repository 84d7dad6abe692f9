import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { blobFile, plainImage, temporaryFolder, writeFolder } from '@slipway/test-support/images/layouts'
import { readStored } from './stored.ts'

/** Nobody ever writes into it: who opens it as a file waits for ever. */
function makePipe(path: string): string {
  execFileSync('mkfifo', [path])
  return path
}

it.for(['oci-archive', 'docker-archive'])('%s: a pipe is no file', async (transport) => {
  const path = makePipe(join(await temporaryFolder(), 'image.tar'))
  await expect(readStored(`${transport}:${path}`)).rejects.toMatchObject({
    code: 'SOURCE_UNREADABLE',
    message: `${transport}:${path}: ${path} is no file`,
  })
})

it('oci-layout: a pipe in the place of a manifest is none', async () => {
  const { files, root } = plainImage()
  const dir = await writeFolder(files)
  await rm(join(dir, blobFile(root.digest)))
  makePipe(join(dir, blobFile(root.digest)))
  await expect(readStored(`oci-layout:${dir}`)).rejects.toMatchObject({ code: 'BLOB_MISSING' })
})
