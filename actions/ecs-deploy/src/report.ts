import { codeSpan, judgedReport, markdownTable, safeMarkdown, type Report } from '@slipway/action-io'
import {
  breakerCount,
  groupStops,
  progress,
  showExits,
  showServing,
  withCause,
  type Evidence,
  type StoppedTask,
} from '@slipway/rollout'
import { contract } from './contract.ts'
import { nextStep } from './next-step.ts'
import type { Result } from '@slipway/service-deployment/deploy/result'

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
        'task-definition-arn': result.taskDefinitionArn,
        verified: result.verified,
      },
      sections: [
        markdownTable(['', ''], facts(result)),
        ...(result.evidence === undefined ? [] : evidence(result.evidence)),
      ],
    },
  )
}

function facts({
  ref,
  image,
  taskDefinitionArn,
  serviceDeploymentArn,
  verified,
  deployment,
  evidence,
}: Result): readonly (readonly string[])[] {
  const rows = [
    ['service', `${codeSpan(ref.service)} in cluster ${codeSpan(ref.cluster)}`],
    ['image', codeSpan(image)],
    ['task definition', codeSpan(taskDefinitionArn)],
    ['service deployment', codeSpan(serviceDeploymentArn)],
    ['verified', verified],
    ['last seen', deployment === undefined ? '' : safeMarkdown(progress(deployment))],
    [
      'circuit breaker',
      deployment?.circuitBreaker === undefined
        ? ''
        : safeMarkdown(`${deployment.circuitBreaker.status} ${breakerCount(deployment)}`),
    ],
    ['triggered alarms', deployment?.alarms?.triggered.map(codeSpan).join(', ') ?? ''],
    ['rolled back to', codeSpan(deployment?.rollback?.serviceRevisionArn ?? '')],
    ['now', evidence?.serving === undefined ? '' : safeMarkdown(showServing(evidence.serving))],
  ]
  return rows.filter(([, value]) => value !== '')
}

function evidence({ tasks, events, missing }: Evidence): readonly string[] {
  const groups = groupStops(tasks)
  return [
    ...(groups.length === 0 ? [] : ['#### Stopped tasks', stops(tasks)]),
    ...groups.flatMap(({ task }) => logs(task)),
    ...(events.length === 0
      ? []
      : ['#### Service events', list(events.map(({ at, message }) => `${new Date(at).toISOString()} ${message}`))]),
    ...(missing.length === 0 ? [] : ['#### Not looked at', list(missing)]),
  ]
}

function stops(tasks: readonly StoppedTask[]): string {
  const rows = groupStops(tasks).map(({ count, task }) => [
    String(count),
    safeMarkdown(task.stopCode ?? ''),
    safeMarkdown(task.stoppedReason ?? ''),
    safeMarkdown(showExits(task)),
  ])
  return markdownTable(['tasks', 'stop code', 'reason', 'containers'], rows)
}

/** Foreign text in a code block of lines: each line is escaped, so that none can close it. */
function logs({ containers, taskArn }: StoppedTask): readonly string[] {
  return containers
    .filter(({ log = [] }) => log.length > 0)
    .map(({ name, log = [] }) => {
      const title = safeMarkdown(`Last lines of ${name} in ${taskArn.split('/').at(-1)}`)
      return `<details><summary>${title}</summary>\n\n<pre>${log.map(safeMarkdown).join('\n')}</pre>\n\n</details>`
    })
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${safeMarkdown(item)}`).join('\n')
}
