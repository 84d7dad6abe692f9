import { codeSpan, judgedReport, markdownTable, safeMarkdown, type Report } from '@slipway/action-io'
import type { ServiceRevision } from '@slipway/aws/ecs'
import { evidenceLines, progress, withCause } from '@slipway/rollout'
import { contract } from './contract.ts'
import { nextStep } from './next-step.ts'
import type { Result } from '@slipway/service-deployment/rollback/result'

/** What a run leaves behind; only a pass lets the step succeed. */
export function report(result: Result): Report {
  const { judgement, durationMs } = result
  const message = withCause(judgement.message, result.evidence, nextStep(result))
  return judgedReport(
    contract,
    { ...judgement, message },
    {
      durationMs,
      outputs: {
        'service-deployment-arn': result.serviceDeploymentArn,
        'service-revision-arn': result.serviceRevisionArn,
        'task-definition-arn': result.taskDefinitionArn,
      },
      sections: [markdownTable(['', ''], facts(result)), ...leftBehind(result)],
    },
  )
}

function leftBehind({ evidence }: Result): readonly string[] {
  const lines = evidence === undefined ? [] : evidenceLines(evidence)
  if (lines.length === 0) return []
  return ['#### What the deployment left behind', lines.map((line) => `- ${safeMarkdown(line)}`).join('\n')]
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
