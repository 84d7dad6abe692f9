import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateRepositoryCommand,
  ECRClient,
  PutImageCommand,
  PutRegistryScanningConfigurationCommand,
  type CreateRepositoryCommandInput,
} from '@aws-sdk/client-ecr'
import { slowness, type Fault, type LocalCloud, type ScanStep } from '@slipway/local-cloud'
import type { ActionRun, RunOptions } from '@slipway/workflow-runner'
import { expect } from 'vitest'
import { runBundle, shown } from '../bundle.ts'
import { clientOptions } from '@slipway/test-support/cloud/client-options'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { writeImage, writeIndex, type WrittenImage } from './images.ts'
import { registryReader, type RegistryReader } from './registry-reader.ts'

/** How the registry of a stage is scanned. */
export type Scanning = 'basic' | 'enhanced'

/** A local cloud on which stories are played, each in a repository of its own. */
export interface Stage {
  readonly cloud: LocalCloud
  readonly ecr: ECRClient
  readonly reader: RegistryReader
  readonly folder: string
  close(): Promise<void>
}

/** What a story has before its run begins. */
export interface Scene {
  readonly stage: Stage
  readonly repository: string
  readonly image: WrittenImage
  /** Runs the bundle again, or before, with these inputs instead of the story's. */
  run(inputs?: Readonly<Record<string, string>>, options?: RunOptions): Promise<ActionRun>
  /** Writes a file for the run to read; gives its path. */
  write(name: string, text: string | Uint8Array): Promise<string>
  /** Gives a tag to another image, as somebody else would; gives that image's digest. */
  tagAnother(...tags: readonly string[]): Promise<string>
}

/** One course of a scan or of a push, and what must have come of it. */
export interface Story {
  readonly name: string
  readonly image?: 'index'
  readonly settings?: Partial<CreateRepositoryCommandInput>
  /** What the scanner says of the image; of an index, of each platform. */
  readonly scan?: readonly ScanStep[] | Readonly<Record<string, readonly ScanStep[]>>
  readonly faults?: readonly Fault[]
  readonly inputs?: Readonly<Record<string, string>>
  readonly options?: RunOptions
  before?(scene: Scene): Promise<Readonly<Record<string, string>> | void>
  readonly conclusion?: 'success'
  readonly verdict: 'pass' | 'fail' | 'inconclusive'
  readonly reason: string
  /** Of the output `message`. */
  readonly says?: RegExp
  /** The tags of the story's image afterwards. */
  readonly tags: readonly string[]
  after?(run: ActionRun, scene: Scene): Promise<void> | void
}

/** The usual waits of a story. Whatever is to end by itself ends long before `scan-timeout`. */
const usual = { 'scan-interval': '50ms', settle: '300ms', quiet: '600ms', 'scan-timeout': '10m' }

/** The inputs of a run, with waits that are as much longer as this machine is slower than usual: the looks are as well. */
export async function patient(inputs: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const factor = await slowness()
  const stretched = (name: string, text: string): string => {
    const [, amount, unit] = /^(\d+)(ms|s)$/.exec(text) ?? []
    if (!['settle', 'quiet', 'scan-timeout'].includes(name) || amount === undefined) return text
    return `${Math.round(Number(amount) * factor * (unit === 's' ? 1000 : 1))}ms`
  }
  const entries = Object.entries({ ...usual, ...inputs })
  return Object.fromEntries(entries.map(([name, text]) => [name, stretched(name, text)]))
}

export async function openStage(scanning: Scanning): Promise<Stage> {
  const cloud = await startLocalCloud({ speed: 60, unknownValues: ['NOBODY_KNOWS_THIS'] })
  const ecr = new ECRClient(clientOptions(cloud))
  if (scanning === 'enhanced') {
    const repositoryFilters = [{ filter: 'watched/*', filterType: 'WILDCARD' as const }]
    const rules = [{ scanFrequency: 'CONTINUOUS_SCAN' as const, repositoryFilters }]
    await ecr.send(new PutRegistryScanningConfigurationCommand({ scanType: 'ENHANCED', rules }))
  }
  const folder = await mkdtemp(join(tmpdir(), 'stories-'))
  const close = async (): Promise<void> => {
    await cloud.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { cloud, ecr, reader: await registryReader(cloud), folder, close }
}

let count = 0

/** Plays a story to its end, and reads what is there with a client that shares no code with the action. Gives its name. */
export async function play(story: Story, stage: Stage): Promise<string> {
  const scene = await setUp(story, stage)
  const { repository } = scene
  const more = await story.before?.(scene)
  const { cloud } = stage
  const undo = (story.faults ?? []).map((fault) =>
    cloud.faults.inject({ ...(global(fault) ? {} : { repository }), ...fault }),
  )
  let run: ActionRun
  try {
    run = await scene.run({ ...story.inputs, ...more }, story.options)
  } finally {
    for (const takeBack of undo) takeBack()
  }
  const { verdict, reason, message = '' } = run.outputs
  expect({ verdict, reason }, shown(run)).toEqual({ verdict: story.verdict, reason: story.reason })
  if (story.says !== undefined) expect(message, shown(run)).toMatch(story.says)
  const conclusion = story.conclusion ?? (story.verdict === 'pass' ? 'success' : 'failure')
  expect(run.conclusion, shown(run)).toBe(conclusion)
  expect(await tagsOf(scene), shown(run)).toEqual([...story.tags].sort())
  await story.after?.(run, scene)
  return story.name
}

/** The tags that give exactly the story's image; a candidate's is no release. */
export async function tagsOf({ stage, repository, image }: Scene): Promise<readonly string[]> {
  const tags = await stage.reader.tags(repository)
  return Object.keys(tags)
    .filter((tag) => tags[tag] === image.digest && !tag.startsWith('candidate-'))
    .sort()
}

async function setUp(story: Story, stage: Stage): Promise<Scene> {
  const { cloud, ecr, folder } = stage
  const name = `${(count += 1)}`
  const repository = story.settings?.repositoryName ?? `watched/story-${name}`
  const imageScanningConfiguration = { scanOnPush: true }
  await ecr.send(
    new CreateRepositoryCommand({ imageScanningConfiguration, ...story.settings, repositoryName: repository }),
  )
  const layout = join(folder, name)
  const image = await (story.image === 'index' ? writeIndex(layout) : writeImage(layout))
  for (const [platform, digest] of Object.entries(image.platforms)) {
    const scan = story.scan
    const steps = scan === undefined || Array.isArray(scan) ? scan : (scan as Record<string, ScanStep[]>)[platform]
    if (steps !== undefined) cloud.scans.script({ repository, digest, steps: steps as readonly ScanStep[] })
  }
  const given = { source: `oci-layout:${layout}`, repository, tags: 'v1.0.0' }
  const run: Scene['run'] = async (inputs = {}, options = {}) =>
    runBundle('ecr-push', cloud, { ...options, inputs: await patient({ ...given, ...inputs }) })
  const tagAnother: Scene['tagAnother'] = async (...tags) => {
    const other = await writeImage(join(folder, `${name}-other-${tags.join('-')}`))
    const scan = { 'fail-on': 'critical', tags: tags.join(',') }
    const pushed = await runBundle('ecr-push', cloud, {
      inputs: await patient({ ...given, ...scan, source: `oci-layout:${other.folder}` }),
    })
    expect(pushed.conclusion, shown(pushed)).toBe('success')
    return other.digest
  }
  const write: Scene['write'] = async (file, text) => {
    const path = join(folder, `${name}-${file}`)
    await writeFile(path, text)
    return path
  }
  return { stage, repository, image, run, write, tagAnother }
}

/** Moves a tag as another client would, past the action. */
export async function putTag({ stage, repository }: Scene, tag: string, digest: string): Promise<void> {
  const imageManifest = await stage.reader.text(repository, digest)
  await stage.ecr.send(new PutImageCommand({ repositoryName: repository, imageTag: tag, imageManifest }))
}

/** These calls name no repository. */
function global({ operation }: Fault): boolean {
  return operation === 'GetAuthorizationToken' || operation === 'GetRegistryScanningConfiguration'
}
