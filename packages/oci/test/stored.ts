import { onTestFinished } from 'vitest'
import { openLayout, parseSource, readImage, type Image, type Layout, type StoredSource } from '../src/index.ts'
import { temporaryFolder } from '@slipway/test-support/images/layouts'

/** A source on this machine, closed when the test is over. `temp` is where it may spool to. */
export async function openStored(text: string, temp?: string, signal = new AbortController().signal): Promise<Layout> {
  const layout = await openLayout(stored(text), { temp: temp ?? (await temporaryFolder()), signal })
  onTestFinished(() => layout.close())
  return layout
}

export async function readStored(text: string): Promise<Image> {
  return readImage(await openStored(text))
}

function stored(text: string): StoredSource {
  const source = parseSource(text)
  if (source.transport === 'registry') throw new Error(`${text} is not on this machine`)
  return source
}
