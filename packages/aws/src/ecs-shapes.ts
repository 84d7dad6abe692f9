import type {
  Service,
  ServiceDeployment as SdkServiceDeployment,
  ServiceDeploymentBrief,
  ServiceRevision as SdkServiceRevision,
  ServiceRevisionSummary,
  Task,
} from '@aws-sdk/client-ecs'
import type { PastDeployment, RevisionState, ServiceDeployment, StoppedTask } from '@slipway/rollout'
import type { EcsService, RunningTask, ServiceRevision } from './ecs.ts'

// Members that the API reference says are always there are empty when they are not: nothing is concluded from absence.

export function toService(service: Service): EcsService {
  const hooks = service.deploymentConfiguration?.lifecycleHooks ?? []
  return {
    arn: service.serviceArn ?? '',
    status: service.status ?? '',
    taskDefinition: service.taskDefinition ?? '',
    desiredCount: service.desiredCount ?? 0,
    runningCount: service.runningCount ?? 0,
    revisions: (service.currentServiceRevisions ?? []).map(({ arn = '', runningTaskCount = 0 }) => ({
      arn,
      running: runningTaskCount,
    })),
    schedulingStrategy: service.schedulingStrategy ?? 'REPLICA',
    controller: service.deploymentController?.type ?? 'ECS',
    strategy: service.deploymentConfiguration?.strategy ?? 'ROLLING',
    hooks: hooks.map(({ targetType, lifecycleStages }) => ({
      targetType: targetType ?? 'AWS_LAMBDA',
      stages: lifecycleStages ?? [],
    })),
    events: (service.events ?? []).map(({ id = '', createdAt, message = '' }) => ({
      id,
      at: createdAt?.getTime() ?? 0,
      message,
    })),
  }
}

export function toPast(brief: ServiceDeploymentBrief): PastDeployment {
  return {
    arn: brief.serviceDeploymentArn ?? '',
    status: brief.status ?? '',
    statusReason: brief.statusReason,
    createdAt: brief.createdAt?.getTime() ?? 0,
    targetRevisionArn: brief.targetServiceRevisionArn ?? '',
  }
}

export function toServiceDeployment(deployment: SdkServiceDeployment): ServiceDeployment {
  const { rollback, deploymentCircuitBreaker: breaker, alarms, targetServiceRevision: target } = deployment
  const { alarms: watched, deploymentCircuitBreaker: broken } = deployment.deploymentConfiguration ?? {}
  return {
    arn: deployment.serviceDeploymentArn ?? '',
    status: deployment.status ?? '',
    statusReason: deployment.statusReason,
    createdAt: deployment.createdAt?.getTime(),
    lifecycleStage: deployment.lifecycleStage,
    target: target === undefined ? undefined : toRevisionState(target),
    sources: (deployment.sourceServiceRevisions ?? []).map(toRevisionState),
    hooks: (deployment.lifecycleHookDetails ?? []).map((hook) => ({
      hookId: hook.hookId ?? '',
      targetType: hook.targetType ?? '',
      status: hook.status ?? '',
      expiresAt: hook.expiresAt?.getTime(),
      timeoutAction: hook.timeoutAction,
    })),
    rollback:
      rollback === undefined ? undefined : { reason: rollback.reason, serviceRevisionArn: rollback.serviceRevisionArn },
    circuitBreaker:
      breaker === undefined
        ? undefined
        : {
            status: breaker.status ?? '',
            failureCount: breaker.failureCount,
            threshold: breaker.threshold,
            configured: broken?.enable === true,
          },
    alarms:
      alarms === undefined
        ? undefined
        : {
            status: alarms.status ?? '',
            triggered: alarms.triggeredAlarmNames ?? [],
            configured: watched?.enable === true ? (watched.alarmNames ?? []) : [],
          },
  }
}

export function toRevision(revision: SdkServiceRevision): ServiceRevision {
  const targetGroups = revision.resolvedConfiguration?.loadBalancers ?? revision.loadBalancers ?? []
  return {
    arn: revision.serviceRevisionArn ?? '',
    taskDefinition: revision.taskDefinition ?? '',
    images: (revision.containerImages ?? []).map(({ containerName = '', image = '', imageDigest }) => ({
      container: containerName,
      image,
      digest: imageDigest ?? digestIn(image),
    })),
    targetGroups: targetGroups.flatMap(({ targetGroupArn }) => targetGroupArn ?? []),
  }
}

/** `repository@sha256:…` says its digest before any task has pulled it. */
function digestIn(image: string): string | undefined {
  return image.includes('@') ? image.slice(image.indexOf('@') + 1) : undefined
}

export function toRunningTask({ taskDefinitionArn = '', healthStatus = 'UNKNOWN' }: Task): RunningTask {
  return { taskDefinitionArn, health: healthStatus }
}

export function toStoppedTask(task: Task): StoppedTask {
  return {
    taskArn: task.taskArn ?? '',
    taskDefinitionArn: task.taskDefinitionArn ?? '',
    createdAt: task.createdAt?.getTime(),
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    containers: (task.containers ?? []).map(({ name = '', exitCode, reason }) => ({ name, exitCode, reason })),
  }
}

function toRevisionState(revision: ServiceRevisionSummary): RevisionState {
  return {
    arn: revision.arn ?? '',
    requested: revision.requestedTaskCount,
    running: revision.runningTaskCount,
    pending: revision.pendingTaskCount,
    testWeight: revision.requestedTestTrafficWeight,
    productionWeight: revision.requestedProductionTrafficWeight,
  }
}
