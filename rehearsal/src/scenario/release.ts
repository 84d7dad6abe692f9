import { commit } from '../history/checkout.ts'
import { gitWith } from '../history/git.ts'
import { repository } from '../infrastructure/registry.ts'
import { cluster, service } from '../infrastructure/service.ts'
import { productionUrl, testUrl, type Environment } from '../environment.ts'
import { build, type Built } from './build.ts'
import type { Scene } from './scene.ts'

export interface Change {
  /** The commit's message; it decides the version. */
  readonly message: string
  readonly text: string
  /** The service's `FAULT`. */
  readonly fault?: string
  /** Called with the image before it is pushed. */
  readonly beforePush?: (built: Built) => void
}

/**
 * A commit and everything the release workflow does with it, up to the first action that does not succeed: preview
 * the version, push through the gate, deploy with its proof, prove production, and only then tag.
 */
export async function release(scene: Scene, change: Change): Promise<Built | undefined> {
  const { environment } = scene
  const sha = await commit(environment.checkout, change.message, change.text)
  await publish(environment)
  const version = await preview(scene)
  if (version === undefined) return undefined
  const built = await build(environment, version.version, sha, change.fault ?? 'none')
  change.beforePush?.(built)
  const image = await push(scene, built, version.tag)
  if (image === undefined || !(await deploy(scene, built, image)) || !(await prove(scene, built.version))) return built
  await scene.act('semver', { mode: 'tag', version: built.version })
  return built
}

/** Brings the working copy's commits to the local GitHub, and its tags here, as a checkout does. */
export async function publish({ cloud, checkout }: Environment): Promise<void> {
  const token = cloud.env['GITHUB_TOKEN'] ?? ''
  await gitWith(token, checkout, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main')
  await gitWith(token, checkout, 'fetch', '--quiet', '--tags', 'origin')
}

/** What semver would release; nothing when there is nothing to release. */
export async function preview(scene: Scene): Promise<{ version: string; tag: string } | undefined> {
  const { conclusion, outputs } = await scene.act('semver', { mode: 'preview' })
  const { version = '', tag = '', bump = 'none' } = outputs
  return conclusion === 'success' && bump !== 'none' ? { version, tag } : undefined
}

/** The image by digest, once the gate has let it through. */
export async function push(scene: Scene, { source, commit }: Built, tag: string): Promise<string | undefined> {
  // A release that fails after the gate keeps its tags, and the next commit may be worth the same version.
  const tags = `${tag}-${commit.slice(0, 7)}`
  const { conclusion, outputs } = await scene.act('ecr-push', {
    source,
    repository,
    tags,
    'fail-on': 'high',
    ...scene.environment.pace.push,
  })
  return conclusion === 'success' ? outputs['image'] : undefined
}

async function deploy(scene: Scene, { version }: Built, image: string): Promise<boolean> {
  const { conclusion } = await scene.act('ecs-deploy', {
    cluster,
    service,
    'task-definition': scene.environment.taskDefinition,
    image,
    'verify-url': testUrl(scene.environment, '/version'),
    'verify-version': version,
    ...scene.environment.pace.deploy,
  })
  return conclusion === 'success'
}

/** Proves that production answers with `version`. */
export async function prove(scene: Scene, version: string): Promise<boolean> {
  const url = productionUrl(scene.environment, '/version')
  const inputs = { url, 'expect-version': version, ...scene.environment.pace.verify }
  const { conclusion } = await scene.act('health-verify', inputs)
  return conclusion === 'success'
}
