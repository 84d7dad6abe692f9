import { join } from 'node:path'
import type { Build } from '../evidence/evidence.ts'
import { writeLayout } from '../image/layout.ts'
import type { Environment } from '../environment.ts'

export interface Built extends Build {
  /** The OCI layout, as ecr-push takes it. */
  readonly source: string
}

/** Assembles the image of the service for one commit. */
export async function build(environment: Environment, version: string, commit: string, fault: string): Promise<Built> {
  const folder = join(environment.folder, 'images', commit)
  const digest = await writeLayout(folder, environment.layer, { version, commit, fault })
  const built = { version, commit, digest, source: `oci-layout:${folder}` }
  environment.builds.push(built)
  return built
}
