import { Failure } from '@slipway/outcome'
import type { OciErrorCode } from './error.ts'
import { openArchive } from './layout-archive.ts'
import { openFolder } from './layout-folder.ts'
import type { Layout } from './layout.ts'

/** Where an image comes from, in skopeo's words. */
export interface Source {
  readonly transport: 'oci-layout' | 'oci-archive'
  readonly path: string
  /** `org.opencontainers.image.ref.name` of the one that is meant, where there are several. */
  readonly ref?: string
}

const transports: Readonly<Record<Source['transport'], (path: string) => Promise<Layout>>> = {
  'oci-layout': openFolder,
  'oci-archive': openArchive,
}

/** `oci-layout:DIR[:REF]` or `oci-archive:FILE[:REF]`. */
export function parseSource(text: string): Source {
  const match = /^(oci-layout|oci-archive):((?:[A-Za-z]:[\\/])?[^:]+)(?::(.+))?$/.exec(text)
  const [, transport, path, ref] = match ?? []
  if (transport === undefined || path === undefined) {
    throw new Failure<OciErrorCode>('SOURCE_INVALID', `source is "${text}"`, {
      remedy: 'set source to oci-layout:DIR or oci-archive:FILE',
    })
  }
  return { transport: transport as Source['transport'], path, ...(ref === undefined ? {} : { ref }) }
}

export function openLayout(source: Source): Promise<Layout> {
  return transports[source.transport](source.path)
}
