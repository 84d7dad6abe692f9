import { join } from 'node:path'
import type { Build } from '../evidence/evidence.ts'
import { writeLayout } from '../image/layout.ts'
import type { Setting } from '../environment.ts'

export interface Built extends Build {
  /** The OCI layout, as ecr-push takes it. */
  readonly source: string
}

/** Assembles the image of the service for one commit. */
export async function build(setting: Setting, version: string, commit: string, fault: string): Promise<Built> {
  const folder = join(setting.folder, 'images', commit)
  const digest = await writeLayout(folder, setting.layer, { version, commit, fault })
  const built = { version, commit, digest, source: `oci-layout:${folder}` }
  setting.builds.push(built)
  return built
}
