import { readFile } from 'node:fs/promises'
import { parseSource } from '@slipway/oci'
import { describe, expect, it } from 'vitest'
import { plainImage, temporaryFolder, writeFolder } from '@slipway/test-support/images/layouts'
import { livePorts } from '../src/live.ts'
import { run } from '../src/run.ts'
import { enhance, localAws, type LocalAws } from './local-aws.ts'
import { inputsWith, type InputChanges } from './scene.ts'

interface Policy {
  readonly Statement: readonly { readonly Action: readonly string[] }[]
}

const recipes = await readFile(new URL('../../../docs/ecr-push-recipes.md', import.meta.url), 'utf8')
const image = plainImage()

/** Actions that the recipes grant to a mode. */
function granted(mode: string): ReadonlySet<string> {
  const [, after = ''] = recipes.split(`\n\`mode: ${mode}\``)
  const [, json = '{}'] = /```json\n([^]*?)```/.exec(after) ?? []
  return new Set((JSON.parse(json) as Policy).Statement.flatMap(({ Action }) => Action))
}

/** What a call needs; the registry's own API is covered by the actions of pushing. */
function needed(call: string): readonly string[] {
  const [service = '', operation = ''] = call.split(' ')
  if (service === 'sts') return []
  if (call === 'ecr ListImageReferrers') return ['ecr:BatchGetImage']
  if (service !== 'registry') return [`${service}:${operation}`]
  return /Upload|PutManifest/.test(operation)
    ? ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage']
    : ['ecr:BatchGetImage']
}

async function calls(aws: LocalAws, more: InputChanges): Promise<readonly string[]> {
  const from = aws.cloud.timeline.events.length
  const fast = { scanInterval: 50, settle: 100, quiet: 200, temp: await temporaryFolder() }
  const quiet = (): void => undefined
  const log = { info: quiet, warning: quiet, debug: quiet, group: <T>(_: string, body: () => Promise<T>) => body() }
  const inputs = inputsWith({ ...fast, ...more })
  const { accepted } = await run(inputs, { ...livePorts(inputs), log, mask: quiet }, new AbortController().signal)
  expect(accepted).toBe(true)
  return [...new Set(aws.calls(from).flatMap(needed))]
}

describe('the policies of the recipes', () => {
  it.for(['basic', 'enhanced'])('grant what each mode asks for, with %s scanning', async (scanning) => {
    const aws = await localAws({ imageScanningConfiguration: { scanOnPush: false } })
    if (scanning === 'enhanced') await enhance(aws, 'shop/*')
    const source = parseSource(`oci-layout:${await writeFolder(image.files)}`)
    const limits = scanning === 'enhanced' ? { epss: 0.9, kev: true } : {}
    const without = (mode: string, asked: readonly string[]) => asked.filter((action) => !granted(mode).has(action))
    expect(without('preflight', await calls(aws, { mode: 'preflight', source: undefined, limits }))).toEqual([])
    const release = await calls(aws, { source, limits })
    expect(release).toContain('ecr:PutImage')
    expect(without('release', release)).toEqual([])
    const targets = [{ kind: 'tag', tag: 'latest' } as const]
    expect(
      without('recheck', await calls(aws, { mode: 'recheck', source: undefined, tags: [], targets, limits })),
    ).toEqual([])
  })

  it('grant a preflight nothing that writes', () => {
    const writes = [...granted('preflight')].filter((action) => /Put|Create|Upload|Delete|Start/.test(action))
    expect([granted('preflight').size > 5, writes]).toEqual([true, []])
  })
})
