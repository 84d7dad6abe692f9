import type { LoadBalancer } from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import type { TaskDefinitionRecord } from './records.ts'
import { unsupportedHere } from '@slipway/local-cloud-frame/input'

/** Refuses wiring in the words of https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshooting-blue-green.html */
export function checkLoadBalancers(
  loadBalancers: readonly LoadBalancer[],
  strategy: string | undefined,
  { definition, arn }: TaskDefinitionRecord,
): void {
  for (const {
    targetGroupArn,
    loadBalancerName,
    containerName,
    containerPort,
    advancedConfiguration,
  } of loadBalancers) {
    if (loadBalancerName !== undefined) throw unsupportedHere('loadBalancers[].loadBalancerName is not supported here')
    if (targetGroupArn === undefined) throw invalid('targetGroupArn must not be null')
    const container = definition.containerDefinitions.find(({ name }) => name === containerName)
    if (container === undefined) throw invalid(`The container ${containerName} does not exist in the task definition.`)
    const port = container.portMappings?.[0]?.containerPort
    if (port !== containerPort) throw wrongPort(containerName, containerPort, arn, port)
    checkRules(advancedConfiguration)
    if (strategy === 'BLUE_GREEN' && advancedConfiguration?.alternateTargetGroupArn === undefined) {
      throw invalid(
        'advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy',
      )
    }
  }
  const groups = loadBalancers.map(({ targetGroupArn }) => targetGroupArn)
  const twice = groups.find((group, index) => groups.indexOf(group) !== index)
  if (twice !== undefined) throw invalid(`Duplicate targetGroupArn found: ${twice}`)
}

function checkRules(advanced: LoadBalancer['advancedConfiguration']): void {
  const { productionListenerRule: production, testListenerRule: test } = advanced ?? {}
  if (production !== undefined && production === test) {
    throw invalid(`The following rules cannot be used as both production and test listener rules: ${production}`)
  }
  if (advanced !== undefined && production === undefined) {
    throw invalid('productionListenerRule is required in advancedConfiguration')
  }
}

function wrongPort(container?: string, port?: number, arn?: string, first?: number): Error {
  if (first === undefined) {
    return invalid(`The container ${container} did not have a container port ${port} defined.`)
  }
  return unsupportedHere(
    `the load balancer can reach only the first port mapping of a container here (${container} in ${arn}: ${first}, not ${port})`,
  )
}
