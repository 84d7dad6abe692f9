import { describe, Failure } from '@slipway/outcome'
import type { Image } from '@slipway/oci'
import { isAbout, readReport, type OtherReport, type ScanReport } from '@slipway/scan-policy'
import type { PushErrorCode } from '../error.ts'
import type { PushInputs } from '../inputs.ts'
import type { Ports } from '../ports.ts'

/** Reports of other scanners, with what a reader should know of them. */
export interface Reports {
  readonly reports: readonly OtherReport[]
  readonly notes: readonly string[]
}

/** Reads every report before anything is pushed. One that names another image is refused: it says nothing about this one. */
export async function readReports(
  { reports: files, scanner }: Pick<PushInputs, 'reports' | 'scanner'>,
  image: Image,
  { files: disk, log }: Pick<Ports, 'files' | 'log'>,
): Promise<Reports> {
  const known = digestsOf(image)
  const reports: OtherReport[] = []
  const notes: string[] = []
  for (const { kind, file, ...hints } of files) {
    const report = readReport(kind, await readText(file, 'reports', disk), file, hints)
    const about = isAbout(report, known)
    if (about === 'another') throw foreign(file, report.digests, image)
    if (about === 'unsaid' && scanner === 'none') notes.push(`${file} names no image; it is taken to be about this one`)
    const { tool, findings, platform, blind } = report
    const digest = partNamed(report, image) ?? report.digest
    log.info(`${file}: ${findings.length} findings of ${tool}`)
    notes.push(...report.notes.map((note) => `${file}: ${note}`))
    reports.push({
      name: file,
      findings,
      ...(platform === undefined ? {} : { platform }),
      ...(digest === undefined ? {} : { digest }),
      ...(blind === undefined ? {} : { blind }),
    })
  }
  return { reports, notes }
}

/** The one manifest that a report names, by its own digest or by that of its configuration. */
function partNamed({ digests }: ScanReport, { manifests }: Image): string | undefined {
  const named = manifests.filter(
    ({ descriptor, isIndex, blobs: [config] }) =>
      !isIndex && [descriptor.digest, config?.digest ?? ''].some((one) => digests.includes(one)),
  )
  return named.length === 1 ? named[0]?.descriptor.digest : undefined
}

/** A file that an input names; `input` is that input's name. */
export async function readText(file: string, input: string, disk: Ports['files']): Promise<string> {
  try {
    return await disk.read(file)
  } catch (error) {
    const own = error instanceof Failure ? error.remedy : undefined
    throw new Failure<PushErrorCode>('FILE_UNREADABLE', `input ${input} names ${file}: ${describe(error)}`, {
      remedy: own ?? 'check the path, which starts at the working directory of the job',
      cause: error,
    })
  }
}

/** By which a report may name the image: its manifests, indexes and configurations. */
function digestsOf({ manifests }: Image): ReadonlySet<string> {
  return new Set(
    manifests.flatMap(({ descriptor, isIndex, blobs: [config] }) => [
      descriptor.digest,
      ...(isIndex || config === undefined ? [] : [config.digest]),
    ]),
  )
}

function foreign(file: string, digests: readonly string[], { root }: Image): Failure<PushErrorCode> {
  const [digest = ''] = digests
  return new Failure('REPORT_FOREIGN', `${file} is about ${digest}, not about ${root.descriptor.digest}`, {
    remedy: 'scan the image that source names, after it was built',
  })
}
