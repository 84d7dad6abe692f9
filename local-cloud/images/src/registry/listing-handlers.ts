import { referrersOf } from '../ecr/referrers.ts'
import { RegistryError } from './registry-error.ts'
import type { Exchange } from '@slipway/local-cloud-frame/route'
import type { EcrContext } from '../ecr/context.ts'
import type { RegistryCall } from './registry-call.ts'
import type { RegistryReply } from './registry-reply.ts'

export function listTags({ repository, exchange }: RegistryCall): RegistryReply {
  const { items, headers } = window([...repository.tags.keys()], exchange)
  return json({ name: repository.name, tags: items }, headers)
}

export function listRepositories(world: EcrContext, exchange: Exchange): RegistryReply {
  const { items, headers } = window([...world.ecr.repositories.keys()], exchange)
  return json({ repositories: items }, headers)
}

/** Manifests whose subject is the digest, as an OCI index; of one type where `artifactType` says so. */
export function listReferrers({ world, repository, reference, exchange }: RegistryCall): RegistryReply {
  const wanted = exchange.url.searchParams.get('artifactType')
  const manifests = referrersOf(world, repository, reference)
    .filter(({ artifactType, status }) => status === 'ACTIVE' && (wanted === null || artifactType === wanted))
    .map(({ mediaType, digest, size, artifactType, annotations }) => ({
      mediaType,
      digest,
      size,
      artifactType,
      annotations,
    }))
  const indexType = 'application/vnd.oci.image.index.v1+json'
  const applied = wanted === null ? {} : { 'oci-filters-applied': 'artifactType' }
  return json({ schemaVersion: 2, mediaType: indexType, manifests }, { 'content-type': indexType, ...applied })
}

/** Sorted names after `last`, `n` of them, with the link to the rest. Distribution spec, "Listing Tags". */
function window(
  names: readonly string[],
  { url }: Exchange,
): { items: readonly string[]; headers: Record<string, string> } {
  const last = url.searchParams.get('last') ?? ''
  const n = Number(url.searchParams.get('n') ?? 1000)
  if (!Number.isInteger(n) || n < 0)
    throw new RegistryError(400, 'PAGINATION_NUMBER_INVALID', `n must be a number, not '${n}'`)
  const rest = names.filter((name) => name > last).toSorted()
  const items = rest.slice(0, n)
  const end = items.at(-1)
  if (items.length === rest.length || end === undefined) return { items, headers: {} }
  return { items, headers: { link: `<${url.pathname}?last=${encodeURIComponent(end)}&n=${n}>; rel="next"` } }
}

function json(value: unknown, headers: Readonly<Record<string, string>>): RegistryReply {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }
}
