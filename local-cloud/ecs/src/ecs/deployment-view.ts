import type {
  DeploymentLifecycleHookDetail,
  ServiceDeployment,
  ServiceDeploymentBrief,
  ServiceRevisionSummary,
} from '@aws-sdk/client-ecs'
import { countTasks } from './counts.ts'
import { isTerminal, type Deployment, type Hook } from './deployment/deployment.ts'
import { defaultThreshold, failureThreshold } from './deployment/plan.ts'
import { lookUpRevision } from './find.ts'
import type { DeploymentRecord, ServiceRecord } from './records.ts'
import type { EcsContext } from './context.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html */
export function deploymentView(world: EcsContext, record: DeploymentRecord): ServiceDeployment {
  const { state, service, configuration } = record
  return {
    ...briefTimes(record),
    serviceDeploymentArn: record.arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    updatedAt: new Date(state.updatedAt),
    ...(state.stoppedAt === undefined ? {} : { stoppedAt: new Date(state.stoppedAt) }),
    sourceServiceRevisions: state.sources.map((arn) => summary(world, service, state, arn)),
    targetServiceRevision: summary(world, service, state, record.revision.arn),
    status: state.status,
    ...(state.statusReason === undefined ? {} : { statusReason: state.statusReason }),
    // The SDK's enum lacks PRE_PRODUCTION_TRAFFIC_SHIFT, which AWS documents and sends.
    ...(state.stage === undefined ? {} : { lifecycleStage: state.stage as ServiceDeployment['lifecycleStage'] }),
    ...(state.hooks.length === 0 ? {} : { lifecycleHookDetails: state.hooks.map(hookDetail) }),
    deploymentConfiguration: configuration,
    ...rollback(state),
    deploymentCircuitBreaker: {
      status: state.breaker.status,
      failureCount: state.breaker.failureCount,
      threshold: failureThreshold(state.plan.breaker?.threshold ?? defaultThreshold, service.desiredCount),
    },
    alarms: {
      status: state.alarms.status,
      alarmNames: [...(configuration.alarms?.alarmNames ?? [])],
      triggeredAlarmNames: [...state.alarms.triggered],
    },
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeploymentBrief.html */
export function deploymentBrief(record: DeploymentRecord): ServiceDeploymentBrief {
  return {
    ...briefTimes(record),
    serviceDeploymentArn: record.arn,
    serviceArn: record.service.arn,
    clusterArn: record.service.cluster.arn,
    targetServiceRevisionArn: record.revision.arn,
    status: record.state.status,
    ...(record.state.statusReason === undefined ? {} : { statusReason: record.state.statusReason }),
  }
}

function briefTimes({ state }: DeploymentRecord): Pick<ServiceDeployment, 'createdAt' | 'startedAt' | 'finishedAt'> {
  return {
    createdAt: new Date(state.createdAt),
    ...(state.startedAt === undefined ? {} : { startedAt: new Date(state.startedAt) }),
    ...(state.finishedAt === undefined ? {} : { finishedAt: new Date(state.finishedAt) }),
  }
}

function summary(world: EcsContext, service: ServiceRecord, state: Deployment, arn: string): ServiceRevisionSummary {
  const revision = lookUpRevision(service, arn)
  const { running, pending } =
    revision === undefined ? { running: 0, pending: 0 } : countTasks(world, service, revision)
  return {
    arn,
    requestedTaskCount: requestedTasks(service, state, arn, running + pending),
    runningTaskCount: running,
    pendingTaskCount: pending,
    ...(state.plan.routes.test ? { requestedTestTrafficWeight: state.test[arn] ?? 0 } : {}),
    ...(state.plan.routes.production ? { requestedProductionTrafficWeight: state.production[arn] ?? 0 } : {}),
  }
}

/** All that are wanted of the target, and of the revision that a rollback restores; of others what is left. */
function requestedTasks({ desiredCount }: ServiceRecord, state: Deployment, arn: string, left: number): number {
  if (isTerminal(state) && state.status !== 'SUCCESSFUL' && arn === state.plan.target) return left
  const goal = state.rollback === undefined ? state.plan.target : state.rollback.to
  return arn === goal ? desiredCount : left
}

function hookDetail(hook: Hook): DeploymentLifecycleHookDetail {
  return {
    hookId: hook.id,
    targetType: 'PAUSE',
    status: hook.status,
    expiresAt: new Date(hook.expiresAt),
    timeoutAction: hook.onTimeout,
  }
}

function rollback({ rollback: second }: Deployment): Pick<ServiceDeployment, 'rollback'> {
  if (second === undefined) return {}
  return {
    rollback: {
      reason: second.reason,
      startedAt: new Date(second.startedAt),
      ...(second.to === undefined ? {} : { serviceRevisionArn: second.to }),
    },
  }
}
