import { AssignPublicIp, type NetworkConfiguration } from '@aws-sdk/client-ecs'
import { invalid } from './errors.ts'
import { oneOf } from './one-of.ts'
import type { TaskDefinitionRecord } from './records.ts'

/**
 * A network configuration as ECS keeps it, with its defaults; undefined where it says nothing.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
 */
export function givenNetwork(given: NetworkConfiguration | undefined): NetworkConfiguration | undefined {
  const vpc = given?.awsvpcConfiguration
  if (vpc === undefined) return undefined
  const { subnets = [], securityGroups = [], assignPublicIp = 'DISABLED' } = vpc
  oneOf('networkConfiguration.awsvpcConfiguration.assignPublicIp', AssignPublicIp, assignPublicIp)
  if (subnets.length === 0) throw invalid('subnets can not be empty.')
  if (subnets.length > 16) throw invalid('subnets can have at most 16 items.')
  if (securityGroups.length > 5) throw invalid('securityGroups can have at most 5 items.')
  return { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp } }
}

/** Refused in the words that users report of ECS (amazon-ecs-deploy-task-definition#802, amazon-ecs-run-task#7). */
export function checkNetwork(network: NetworkConfiguration | undefined, { definition }: TaskDefinitionRecord): void {
  const needed = definition.networkMode === 'awsvpc'
  if (needed && network === undefined) {
    throw invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.")
  }
  if (!needed && network !== undefined) {
    throw invalid('Network Configuration is not valid for the given networkMode of this task definition.')
  }
}

/** What makes two networks one: the order of subnets and security groups means nothing. */
export function networkKey(network: NetworkConfiguration | undefined): unknown {
  const { subnets = [], securityGroups = [], assignPublicIp } = network?.awsvpcConfiguration ?? {}
  return { subnets: subnets.toSorted(), securityGroups: securityGroups.toSorted(), assignPublicIp }
}
