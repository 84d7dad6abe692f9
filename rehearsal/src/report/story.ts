import type { ScenarioReport } from './model.ts'
import { count, duration, number } from './words.ts'

/** One or two sentences that tell what the evidence shows. */
export function story(scenario: ScenarioReport): string {
  // A release's name is not broken across lines.
  return [scenario.why, told(scenario)].join(' ').trim().replaceAll(' · ', '\u00a0·\u00a0')
}

function told(scenario: ScenarioReport): string {
  const { release, requests, badAnswers: bad, failedRequests } = scenario
  const [before, now] = [mainly(scenario.production[0]), mainly(scenario.production.at(-1))]
  switch (scenario.actual.happened) {
    case 'released':
      return `${release} was proven on the test listener, took over production from ${before} and was tagged. ${number(requests)} requests, none lost.`
    case 'refused-at-the-gate':
      return `The image of ${release} reached the registry and went no further: no release tag, no deployment. Production stayed on ${before}.`
    case 'refused-on-test':
      return `${release} served the test listener, failed its proof there and was undone. Production never saw it.`
    case 'crashed':
      return `The tasks of ${release} ended with exit code ${exitCodes(scenario)} before they took any traffic. Production stayed on ${before}.`
    case 'rolled-back-in-production':
      return `${release} passed its proof and went bad in production. ${bad === null ? '' : `The alarm brought ${now} back; ${duration(bad.ms)} lay between the first bad answer and the last, ${number(bad.count)} in all.`}`
    case 'restored':
      return `Production went back from ${before} to ${now}. ${number(requests)} requests, none lost.`
    case 'nothing':
      return `The range since the last tag holds nothing to release, so nothing was touched. Production stayed on ${before}.`
    case 'unclear':
      return `The evidence does not show what was expected; ${count(failedRequests, 'request')} failed.`
  }
}

function mainly(spread: ScenarioReport['production'][number] | undefined): string {
  const shares = Object.entries(spread?.percent ?? {}).toSorted(([, a], [, b]) => b - a)
  return shares[0]?.[0] ?? 'nothing'
}

function exitCodes({ stoppedTasks, release }: ScenarioReport): string {
  const own = stoppedTasks.filter((task) => task.release === release && task.exitCode !== null)
  return [...new Set(own.map((task) => String(task.exitCode)))].join(', ')
}
