import { formatDuration, markdownTable, safeMarkdown, type Report } from '@slipway/action-io'
import type { ServiceRevision } from '@slipway/aws/ecs'
import { evidenceLines, progress, withCause } from '@slipway/rollout'
import { nextStep } from './next-step.ts'
import type { Result } from './result.ts'

/** What a run leaves behind; only a pass lets the step succeed. */
export function report(result: Result): Report {
  const { verdict, reason } = result.judgement
  const message = withCause(result.judgement.message, result.evidence, nextStep(result))
  return {
    outputs: {
      verdict,
      reason,
      message,
      'service-deployment-arn': result.serviceDeploymentArn,
      'service-revision-arn': result.serviceRevisionArn,
      'task-definition-arn': result.taskDefinitionArn,
    },
    summary: summary(result, message),
    ...(verdict === 'pass' ? {} : { failure: `ecs-rollback: ${verdict}, ${message} (${reason})` }),
  }
}

function summary(result: Result, message: string): string {
  const { verdict, reason } = result.judgement
  const evidence = result.evidence === undefined ? [] : evidenceLines(result.evidence)
  return [
    `### ecs-rollback: ${verdict} (${reason})`,
    `${safeMarkdown(message.replace(/\.$/, ''))}. It took ${formatDuration(result.durationMs)}.`,
    markdownTable(['', ''], facts(result)),
    ...(evidence.length === 0
      ? []
      : ['#### What the deployment left behind', evidence.map((line) => `- ${safeMarkdown(line)}`).join('\n')]),
  ].join('\n\n')
}

function facts({ ref, plan, serviceDeploymentArn, deployment }: Result): readonly (readonly string[])[] {
  const rows = [
    ['service', `${ref.service} in cluster ${ref.cluster}`],
    ['from', show(plan.current)],
    ['to', show(plan.target)],
    ['because', plan.because],
    ['service deployment', serviceDeploymentArn],
    ['last seen', deployment === undefined ? '' : progress(deployment)],
  ]
  return rows.filter(([, value]) => value !== '').map(([name = '', value = '']) => [name, safeMarkdown(value)])
}

function show(revision: ServiceRevision | undefined): string {
  if (revision === undefined) return 'nothing that ECS still knows'
  const images = revision.images.map(
    ({ container, image, digest }) => `${container}: ${image}${digest === undefined ? '' : ` (${digest})`}`,
  )
  return [revision.arn, revision.taskDefinition, ...images].join(', ')
}
