import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import { asksForNothing } from '@slipway/local-cloud-frame/asks-for-nothing'

/** Settings without which a container would not be what was asked for; a task that has one does not start. */
const unsupported = [
  'dependsOn',
  'environmentFiles',
  'links',
  'mountPoints',
  'secrets',
  'volumesFrom',
  // A container that is started again within its task hides its exit from the deployment.
  'restartPolicy',
] as const satisfies readonly (keyof ContainerDefinition)[]

/** Throws where a container needs what a process of this machine cannot be given. */
export function refuseUnsupportedContainer(definition: ContainerDefinition): void {
  for (const member of unsupported) {
    if (asksForNothing(definition[member])) continue
    throw new Error(
      `ResourceInitializationError: the local cloud does not support ${member} (container ${definition.name})`,
    )
  }
}
