import { readFile } from 'node:fs/promises'
import { blobPath } from '../registry/blob-store.ts'
import { isContainerImage, isIndex, parseManifest } from './manifest.ts'
import { advance, beginning, observe } from './scan-progress.ts'
import { tagsOf, type Repository, type StoredImage } from './repository.ts'
import { scanFrequency } from './scanning-configuration.ts'
import { defaultSteps, matchingScript, unsupportedSteps } from './scan-script.ts'
import type { ScanRecord } from './scan-record.ts'
import type { Pace, ScannedImage, ScanStep } from './scan-script.ts'
import type { EcrContext } from './context.ts'

/** Begins a scan of a manifest that is new in its repository, where the registry is set to scan it. An index is never scanned. */
export function scanOnPush(world: EcrContext, repository: Repository, image: StoredImage): void {
  if (isIndex(image.mediaType)) return
  if (scanFrequency(world, repository).frequency !== 'MANUAL') startScan(world, repository, image)
}

export function startScan(world: EcrContext, repository: Repository, image: StoredImage): void {
  const now = world.clock.now()
  repository.scans.set(image.digest, { startedAt: now, since: now, script: undefined, progress: beginning })
}

/** The step that a scan is in. `asked` says by whom; a look `aside`, as for a further page of one answer, never counts. */
export async function observeScan(
  world: EcrContext,
  repository: Repository,
  image: StoredImage,
  record: ScanRecord,
  asked: Pace | 'aside',
): Promise<ScanStep> {
  const steps = await stepsOf(world, repository, image, record)
  const counts = asked === (record.script?.pace ?? 'ecr')
  const elapsed = world.clock.since(record.since)
  record.progress = advance(steps, record.progress, elapsed, counts)
  const step = steps[record.progress.step] ?? { status: 'FAILED' }
  if (counts) record.progress = observe(record.progress)
  if (isSettled(step)) record.completedAt ??= world.clock.now()
  return step
}

/** Findings are final, as far as the scanner says. */
export function isSettled(step: ScanStep): boolean {
  return (step.status === 'COMPLETE' || step.status === 'ACTIVE') && step.settled !== false
}

async function stepsOf(
  world: EcrContext,
  repository: Repository,
  image: StoredImage,
  record: ScanRecord,
): Promise<readonly ScanStep[]> {
  const shown = await scannedImage(world, repository, image)
  const script = matchingScript(world.ecr.scripts, shown)
  if (script !== record.script) {
    record.script = script
    record.since = new Date(Math.max(record.startedAt.getTime(), script?.registeredAt.getTime() ?? 0))
    record.progress = beginning
  }
  if (script !== undefined) return script.steps
  const manifest = parseManifest(image.manifest)
  if (manifest !== undefined && !isContainerImage(manifest)) return unsupportedSteps
  return defaultSteps(scanFrequency(world, repository).frequency === 'CONTINUOUS_SCAN')
}

async function scannedImage(world: EcrContext, repository: Repository, image: StoredImage): Promise<ScannedImage> {
  const digest = parseManifest(image.manifest)?.config?.digest
  const text = digest === undefined ? undefined : await readFile(blobPath(world, digest), 'utf8').catch(() => undefined)
  return {
    repository: repository.name,
    digest: image.digest,
    tags: tagsOf(repository, image.digest),
    manifest: JSON.parse(image.manifest) as Record<string, unknown>,
    config: text === undefined ? undefined : parseObject(text),
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    // A config that is not JSON is an artifact's; there is nothing to match.
    return undefined
  }
}
