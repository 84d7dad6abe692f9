import { failed, inFlight } from '../load/sample.ts'
import type { Evidence, StoppedTask } from './evidence.ts'
import { firstServed, peakShare, shareOf } from './spread.ts'

/** One thing that must be so in the evidence for something to have happened. */
export interface Claim {
  readonly text: string
  holds(evidence: Evidence): boolean
}

/** How many of the newest answers say who serves production now. */
const newest = 20

const candidateOf = (evidence: Evidence): string => evidence.candidate ?? 'no candidate'

const lastAnswers = (evidence: Evidence): readonly string[] =>
  evidence.samples
    .toSorted((a, b) => a.at - b.at)
    .slice(-newest)
    .map((sample) => sample.commit)

const allAre = (values: readonly string[], wanted: string): boolean =>
  values.length > 0 && values.every((value) => value === wanted)

const exitedByItself = (task: StoppedTask): boolean => task.stopCode === 'EssentialContainerExited'

const served = (evidence: Evidence): boolean => evidence.samples.some((one) => one.commit === candidateOf(evidence))

export const noRequestFailed: Claim = {
  text: 'no request failed',
  holds: (evidence) => evidence.samples.length > 0 && !evidence.samples.some(failed),
}

export const someRequestsFailed: Claim = {
  text: 'requests failed, all of them answered by the new release',
  holds: (evidence) => {
    const bad = evidence.samples.filter(failed)
    return bad.length > 0 && bad.every((sample) => sample.commit === candidateOf(evidence))
  },
}

/** What the load promises, in requests a second. */
export const promisedRate = 100

export const underLoad: Claim = {
  text: `at least ${promisedRate} requests a second were sent, or as many as may be were on their way`,
  holds: ({ samples, heldBack, from, to }) => samples.length + heldBack >= ((to - from) / 1000) * promisedRate,
}

export const inFlightAtEveryShift: Claim = {
  text: 'requests were on their way whenever production traffic moved',
  holds: ({ production, samples }) => production.slice(1).every(({ at }) => inFlight(samples, at) > 0),
}

export const imageTagged: Claim = {
  text: 'the image has its release tag',
  holds: (evidence) => evidence.imageTags.some((tag) => tag.commit === candidateOf(evidence)),
}

export const noImageTagged: Claim = {
  text: 'no image was given a release tag',
  holds: (evidence) => evidence.imageTags.length === 0,
}

export const imageHeld: Claim = {
  text: 'the registry holds the image',
  holds: (evidence) => evidence.held.includes(candidateOf(evidence)),
}

export const nothingBuilt: Claim = {
  text: 'nothing was built',
  holds: (evidence) => evidence.candidate === undefined,
}

export const gitTagged: Claim = {
  text: 'the commit was tagged in git, after production had moved',
  holds: (evidence) => {
    const moved = firstServed(evidence.production, candidateOf(evidence))
    return evidence.gitTags.some((tag) => tag.sha === evidence.candidate && moved !== undefined && tag.at > moved)
  },
}

export const noGitTag: Claim = {
  text: 'no commit was tagged in git',
  holds: (evidence) => evidence.gitTags.length === 0,
}

export const testBeforeProduction: Claim = {
  text: 'the test listener served the new release before production did',
  holds: (evidence) => {
    const [test, production] = [evidence.test, evidence.production].map((one) =>
      firstServed(one, candidateOf(evidence)),
    )
    return test !== undefined && production !== undefined && test < production
  },
}

export const testServedCandidate: Claim = {
  text: 'the test listener served the new release',
  holds: (evidence) => peakShare(evidence.test, candidateOf(evidence)) === 100,
}

export const testNeverServedCandidate: Claim = {
  text: 'not even the test listener served the new release',
  holds: (evidence) => peakShare(evidence.test, candidateOf(evidence)) === 0,
}

export const productionMoved: Claim = {
  text: 'all production traffic moved to the new release',
  holds: (evidence) => shareOf(evidence.production.at(-1), candidateOf(evidence)) === 100,
}

export const productionServedCandidate: Claim = {
  text: 'production traffic reached the new release',
  holds: (evidence) => peakShare(evidence.production, candidateOf(evidence)) === 100 && served(evidence),
}

export const productionNeverSawCandidate: Claim = {
  text: 'production never saw the new release: no weight, no answer',
  holds: (evidence) => peakShare(evidence.production, candidateOf(evidence)) === 0 && !served(evidence),
}

export const candidateServes: Claim = {
  text: `the last ${newest} answers and every running task are the new release`,
  holds: (evidence) =>
    allAre(lastAnswers(evidence), candidateOf(evidence)) && allAre(evidence.running, candidateOf(evidence)),
}

export const sameAsBefore: Claim = {
  text: `the last ${newest} answers and every running task are the release that was there before`,
  holds: (evidence) => allAre(lastAnswers(evidence), evidence.before) && allAre(evidence.running, evidence.before),
}

export const earlierServes: Claim = {
  text: `the last ${newest} answers, every running task and all production traffic are one earlier release`,
  holds: (evidence) => {
    const now = evidence.running[0]
    return (
      now !== undefined &&
      now !== evidence.before &&
      allAre(evidence.running, now) &&
      allAre(lastAnswers(evidence), now) &&
      shareOf(evidence.production.at(-1), now) === 100
    )
  },
}

/** Every service deployment of the scenario, at least one, ended as `status`. */
export function deploymentsEnded(status: string): Claim {
  return {
    text: `the service deployment ended ${status}`,
    holds: ({ deployments }) =>
      allAre(
        deployments.map((deployment) => deployment.status),
        status,
      ),
  }
}

export const noDeployment: Claim = {
  text: 'no service deployment was made',
  holds: (evidence) => evidence.deployments.length === 0,
}

export const tasksCrashed: Claim = {
  text: 'tasks of the new release exited by themselves with an error, more than once',
  holds: (evidence) => {
    const own = evidence.stopped.filter((task) => task.commit === evidence.candidate)
    return own.filter((task) => exitedByItself(task) && (task.exitCode ?? 0) !== 0).length > 1
  },
}

export const noTaskCrashed: Claim = {
  text: 'no task of the new release exited with an error by itself',
  holds: (evidence) => !evidence.stopped.some(exitedByItself),
}

export const alarmFired: Claim = {
  text: 'the alarm fired while the new release had production traffic',
  holds: (evidence) => {
    const served = firstServed(evidence.production, candidateOf(evidence))
    return evidence.alarms.some(({ at, state }) => state === 'ALARM' && served !== undefined && at >= served)
  },
}

export const nothingWritten: Claim = {
  text: 'nothing was written: no image, no deployment, no weight, no tag',
  holds: (evidence) => evidence.writes.length === 0 && evidence.production.length === 1 && evidence.test.length === 1,
}
