import type { ContainerDefinition, PortMapping } from '@aws-sdk/client-ecs'
import { clientError } from './errors.ts'

/** In these modes a container's port is the host's as well. */
const onePortModes = ['awsvpc', 'host']

/**
 * The host port that a mapping gets: with awsvpc and host that of the container; otherwise what is given, and 0, a port that
 * is found when the task starts, where none is. Undefined for a range, which has a hostPortRange of its own.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
export function hostPort({ containerPort, hostPort: given }: PortMapping, networkMode?: string): number | undefined {
  if (containerPort === undefined) return given
  return onePortModes.includes(networkMode ?? '') ? given || containerPort : (given ?? 0)
}

/** Refuses mappings in the words that users report of ECS (aws-cli#7288, amazon-ecs-cli#1014). */
export function checkPortMappings({ name, portMappings = [] }: ContainerDefinition, networkMode?: string): void {
  if (networkMode === 'none' && portMappings.length > 0) {
    throw clientError(`When networkMode=none, no port mappings can be specified (container '${name}').`)
  }
  for (const mapping of portMappings) {
    const { containerPort, containerPortRange, hostPort: given = 0 } = mapping
    if (containerPort === undefined && containerPortRange !== undefined) continue
    if (!isPort(containerPort) || containerPort === 0) {
      throw clientError(`Invalid 'containerPort' setting for container '${name}'.`)
    }
    if (!isPort(given)) throw clientError(`Invalid 'hostPort' setting for container '${name}'.`)
    if (onePortModes.includes(networkMode ?? '') && hostPort(mapping, networkMode) !== containerPort) {
      throw clientError(
        `When networkMode=${networkMode}, the host ports and container ports in port mappings must match.`,
      )
    }
  }
}

function isPort(port: number | undefined): port is number {
  return Number.isInteger(port) && (port ?? -1) >= 0 && (port ?? -1) <= 65_535
}
