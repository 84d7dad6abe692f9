import type { ContainerDefinition } from '@aws-sdk/client-ecs'

/** Settings without which a container would not be what was asked for; a task that has one does not start. */
const unsupported = ['dependsOn', 'environmentFiles', 'links', 'mountPoints', 'secrets', 'volumesFrom'] as const

/** Throws where a container needs what a process of this machine cannot be given. */
export function refuseUnsupportedContainer(definition: ContainerDefinition): void {
  for (const member of unsupported) {
    if ((definition[member] ?? []).length === 0) continue
    throw new Error(
      `ResourceInitializationError: the local cloud does not support ${member} (container ${definition.name})`,
    )
  }
}
