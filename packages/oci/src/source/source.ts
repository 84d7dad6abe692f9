import { Failure } from '@slipway/outcome'
import { isDigest } from '../descriptor.ts'
import type { OciErrorCode } from '../error.ts'

/** Where an image comes from, in skopeo's words. */
export type Source = StoredSource | RegistrySource

/** An image on this machine, which is to be pushed. */
export interface StoredSource {
  readonly transport: 'oci-layout' | 'oci-archive' | 'docker-archive' | 'docker-daemon'
  /** Folder or file; for `docker-daemon` the image's name in the engine. */
  readonly path: string
  /** The one that is meant, where there are several: its name, `sha256:…`, or `@N`, the N-th from 0. */
  readonly ref?: string
}

/** An image that an earlier step has pushed by digest. */
export interface RegistrySource {
  readonly transport: 'registry'
  /** Name without host. */
  readonly repository: string
  /** As it was written; absent where none was. */
  readonly host?: string
  /** `sha256:…` */
  readonly digest: string
}

/**
 * `oci-layout:DIR[:REF]`, `oci-archive:FILE[:REF]`, `docker-archive:FILE[:REF]`, `docker-daemon:REF` or
 * `registry:[HOST/]REPOSITORY@sha256:…`
 */
export function parseSource(text: string): Source {
  const [, transport = '', rest = ''] = /^([a-z-]+):(.+)$/s.exec(text) ?? []
  const source = parsers.get(transport)?.(rest)
  if (source !== undefined) return source
  throw new Failure<OciErrorCode>('SOURCE_INVALID', `source is "${text}"`, {
    remedy: remedies.get(transport) ?? `set source to one of ${forms.join(', ')}`,
  })
}

const forms = [
  'oci-layout:DIR',
  'oci-archive:FILE',
  'docker-archive:FILE',
  'docker-daemon:NAME:TAG',
  'registry:REPOSITORY@DIGEST',
]

const remedies: ReadonlyMap<string, string> = new Map([
  ['registry', 'name what was pushed by its digest: registry:REPOSITORY@sha256:…, not by a tag'],
  ['docker-daemon', 'name the image as docker images lists it, e.g. docker-daemon:shop/app:v1'],
])

type Parser = (rest: string) => Source | undefined

const parsers: ReadonlyMap<string, Parser> = new Map<string, Parser>([
  ['oci-layout', (rest) => stored('oci-layout', rest)],
  ['oci-archive', (rest) => stored('oci-archive', rest)],
  ['docker-archive', (rest) => stored('docker-archive', rest)],
  ['docker-daemon', inEngine],
  ['registry', inRegistry],
])

/** A Windows path has a colon of its own. */
function stored(transport: StoredSource['transport'], rest: string): Source | undefined {
  const [, path, ref] = /^((?:[A-Za-z]:[\\/])?[^:]+)(?::(.+))?$/s.exec(rest) ?? []
  return path === undefined ? undefined : { transport, path, ...(ref === undefined ? {} : { ref }) }
}

/** A name of the engine goes to its command line, so it must not read as an option. */
function inEngine(name: string): Source | undefined {
  return /^[A-Za-z0-9][\w./:@-]*$/.test(name) ? { transport: 'docker-daemon', path: name } : undefined
}

function inRegistry(rest: string): Source | undefined {
  const [, host, repository, digest] = /^(?:([^/@.:]*[.:][^/@]*|localhost)\/)?([^@:]+)@(.+)$/.exec(rest) ?? []
  if (repository === undefined || !isDigest(digest)) return undefined
  return { transport: 'registry', repository, digest, ...(host === undefined ? {} : { host }) }
}
