import { readFile } from 'node:fs/promises'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  type DeploymentConfiguration,
  type ECSClient,
  type RegisterTaskDefinitionCommandInput,
} from '@aws-sdk/client-ecs'
import { alarmName } from './alarm.ts'
import type { Balancer } from './balancer.ts'

export const cluster = 'rehearsal'
export const service = 'app'
export const desiredCount = 2

/** Minutes of the cloud: long enough for the alarm to see a release go bad. */
const bakeMinutes = 2

const breaker: DeploymentConfiguration = { deploymentCircuitBreaker: { enable: true, rollback: true } }

/** The first release, as Terraform would bring it up: there is nothing yet that could be proven, shifted or undone. */
export async function createService(
  ecs: ECSClient,
  balancer: Balancer,
  definitionFile: string,
  image: string,
): Promise<void> {
  const [targetGroupArn, alternateTargetGroupArn] = balancer.targetGroups
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }))
  await ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: service,
      desiredCount,
      launchType: 'FARGATE',
      taskDefinition: await register(ecs, definitionFile, image),
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-a', 'subnet-b'] } },
      loadBalancers: [
        {
          targetGroupArn,
          containerName: 'app',
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn,
            productionListenerRule: balancer.production.ruleArn,
            testListenerRule: balancer.test.ruleArn,
            roleArn: 'arn:aws:iam::123456789012:role/ecs-infrastructure',
          },
        },
      ],
      deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 0, ...breaker },
    }),
  )
}

/** From now on every deployment pauses for its proof, bakes, and is rolled back when the alarm goes off. */
export async function guardService(ecs: ECSClient): Promise<void> {
  await ecs.send(
    new UpdateServiceCommand({
      cluster,
      service,
      deploymentConfiguration: {
        strategy: 'BLUE_GREEN',
        bakeTimeInMinutes: bakeMinutes,
        lifecycleHooks: [
          {
            targetType: 'PAUSE',
            lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
            timeoutConfiguration: { timeoutInMinutes: 30, action: 'ROLLBACK' },
          },
        ],
        alarms: { alarmNames: [alarmName], enable: true, rollback: true },
        ...breaker,
      },
    }),
  )
}

async function register(ecs: ECSClient, file: string, image: string): Promise<string> {
  const definition = JSON.parse(await readFile(file, 'utf8')) as RegisterTaskDefinitionCommandInput
  const containerDefinitions = definition.containerDefinitions?.map((container) => ({ ...container, image }))
  const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand({ ...definition, containerDefinitions }))
  return taskDefinition?.taskDefinitionArn ?? ''
}
