import { repository } from '../infrastructure/registry.ts'
import { createService, guardService } from '../infrastructure/service.ts'
import { firstDeployment } from '../infrastructure/wait.ts'
import { git } from '../history/git.ts'
import type { Environment } from '../environment.ts'
import { build, type Built } from './build.ts'
import { publish, push } from './release.ts'
import { scene, type Scene } from './scene.ts'

/** The history as it was given, released: what is in production when the first scenario begins. */
export async function firstRelease(environment: Environment, say: (line: string) => void): Promise<Built> {
  const on = scene(environment, say)
  await publish(environment)
  const { version = '', tag = '', bump } = (await on.act('semver', { mode: 'preview' })).outputs
  const commit = await git(environment.checkout, 'rev-parse', 'HEAD')
  const built = await build(environment, version || '0.0.0', commit, 'none')
  const image = await push(on, built, tag || 'v0.0.0')
  if (image === undefined) throw failed(on)
  say('starting the service')
  const { clients, balancer, taskDefinition, cloud } = environment
  await createService(clients.ecs, balancer, taskDefinition, image)
  await firstDeployment(cloud.timeline)
  await guardService(clients.ecs)
  if (bump !== 'none' && version !== '') await on.act('semver', { mode: 'tag', version })
  if (on.steps.some((step) => step.conclusion !== 'success')) throw failed(on)
  await publish(environment)
  return built
}

function failed({ steps }: Scene): Error {
  const step = steps.find(({ conclusion }) => conclusion !== 'success')
  const said = step?.log.slice(-12).join('\n') ?? ''
  return new Error(`the first release could not be made in ${repository}: ${step?.action} failed\n${said}`)
}
