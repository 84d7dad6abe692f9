import type { ServiceRevision } from '@aws-sdk/client-ecs'
import type { RevisionRecord, ServiceRecord } from './records.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html */
export function revisionView(service: ServiceRecord, revision: RevisionRecord): ServiceRevision {
  const { taskDefinition, loadBalancers, settings, imageDigests } = revision
  return {
    ...settings,
    serviceRevisionArn: revision.arn,
    serviceArn: service.arn,
    clusterArn: service.cluster.arn,
    taskDefinition: taskDefinition.arn,
    loadBalancers: [...loadBalancers],
    serviceRegistries: [],
    containerImages: taskDefinition.definition.containerDefinitions.map(({ name = '', image = '' }) => {
      const digest = imageDigests.get(name)
      return { containerName: name, image, ...(digest === undefined ? {} : { imageDigest: digest }) }
    }),
    guardDutyEnabled: false,
    createdAt: revision.createdAt,
    ...(loadBalancers.length === 0 ? {} : { resolvedConfiguration: { loadBalancers: resolved(revision) } }),
  }
}

/** Which target group the revision really serves from: blue/green deployments alternate. */
function resolved({ loadBalancers, targetGroups }: RevisionRecord) {
  return loadBalancers.map(({ targetGroupArn, advancedConfiguration }, index) => {
    const rule = advancedConfiguration?.productionListenerRule
    const group = targetGroups[index] ?? targetGroupArn
    return { targetGroupArn: group, ...(rule === undefined ? {} : { productionListenerRule: rule }) }
  })
}
