import type { EcrPort } from '@slipway/aws/ecr'
import { readImage, remoteLayout, type Image, type Layout, type Source } from '@slipway/oci'
import type { RunContext } from './run-context.ts'

/** An image, with the files to push it from; what is in the registry has none. */
export interface Candidate {
  readonly image: Image
  readonly layout?: Layout
}

/** Opens the source, checks every manifest of it, and closes it after `use`, whatever happens. */
export async function withCandidate<T>(
  { inputs, ports: { ecr, open, files }, signal }: RunContext,
  source: Source,
  use: (candidate: Candidate) => Promise<T>,
): Promise<T> {
  if (source.transport === 'registry') {
    return use({ image: await readRemote({ ecr, signal }, inputs.repository, source.digest) })
  }
  const layout = await open(source, { temp: files.temp, signal })
  try {
    return await use({ image: await readImage(layout), layout })
  } finally {
    await layout.close()
  }
}

/** Where images that are pushed already are read. */
export interface Registered {
  readonly ecr: EcrPort
  readonly signal: AbortSignal
}

/** An image that is in the repository already: its manifests, by the bytes that ECR has. */
export function readRemote({ ecr, signal }: Registered, repository: string, digest: string): Promise<Image> {
  const fetch = (wanted: string) => ecr.manifest(repository, wanted, signal)
  return readImage(remoteLayout(`registry:${repository}`, digest, fetch))
}
