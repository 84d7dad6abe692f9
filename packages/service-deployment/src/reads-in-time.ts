import type { EcsPort } from '@slipway/aws/ecs'
import { untilDeadline } from '@slipway/aws/within'

/**
 * The same port, with each read given up at the deadline (epoch milliseconds): the SDK's own retries may last for minutes.
 * A command keeps its retries, because nobody would know whether one that was given up had been carried out.
 */
export function readsInTime(ecs: EcsPort, deadline: number, now: () => number): EcsPort {
  const inTime =
    <A extends readonly unknown[], T>(read: (...asked: A) => Promise<T>) =>
    async (...asked: A): Promise<T> =>
      await untilDeadline(deadline, now(), () => read(...asked))
  return {
    describeService: inTime((ref) => ecs.describeService(ref)),
    describeTaskDefinition: inTime((reference) => ecs.describeTaskDefinition(reference)),
    listServiceDeployments: inTime((ref, filter) => ecs.listServiceDeployments(ref, filter)),
    describeServiceDeployment: inTime((arn) => ecs.describeServiceDeployment(arn)),
    describeServiceRevisions: inTime((arns) => ecs.describeServiceRevisions(arns)),
    runningTasks: inTime((ref) => ecs.runningTasks(ref)),
    stoppedTasks: inTime((ref) => ecs.stoppedTasks(ref)),
    updateService: (ref, change) => ecs.updateService(ref, change),
    registerTaskDefinition: (document) => ecs.registerTaskDefinition(document),
    stopServiceDeployment: (arn) => ecs.stopServiceDeployment(arn),
    continueServiceDeployment: (arn, hookId, action) => ecs.continueServiceDeployment(arn, hookId, action),
  }
}
