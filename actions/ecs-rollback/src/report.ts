import { codeSpan, formatDuration, markdownTable, safeMarkdown, type Report } from '@slipway/action-io'
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
    ['service', `${codeSpan(ref.service)} in cluster ${codeSpan(ref.cluster)}`],
    ['from', show(plan.current)],
    ['to', show(plan.target)],
    ['because', safeMarkdown(plan.because)],
    ['service deployment', codeSpan(serviceDeploymentArn)],
    ['last seen', deployment === undefined ? '' : safeMarkdown(progress(deployment))],
  ]
  return rows.filter(([, value]) => value !== '')
}

function show(revision: ServiceRevision | undefined): string {
  if (revision === undefined) return 'nothing that ECS still knows'
  const images = revision.images.map(
    ({ container, image, digest }) =>
      `${safeMarkdown(container)}: ${codeSpan(image)}${digest === undefined ? '' : ` (${codeSpan(digest)})`}`,
  )
  return [codeSpan(revision.arn), codeSpan(revision.taskDefinition), ...images].join(', ')
}
