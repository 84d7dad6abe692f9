import type { TimedEvent } from '@slipway/local-cloud'
import type { Evidence, Spread, Stage, StoppedTask } from './evidence.ts'
import { percentages } from './spread.ts'

export type Events = readonly TimedEvent[]

export interface Window {
  readonly from: number
  readonly to: number
}

type Of<Kind extends TimedEvent['kind']> = Extract<TimedEvent, { readonly kind: Kind }>

function of<Kind extends TimedEvent['kind']>(events: Events, kind: Kind): readonly Of<Kind>[] {
  return events.filter((event): event is Of<Kind> => event.kind === kind)
}

const within = ({ from, to }: Window, { at }: { readonly at: number }): boolean => at >= from && at <= to

/** How a rule's traffic was spread: as it was at the beginning of the window, then every change in it. */
export function spreads(
  events: Events,
  ruleArn: string,
  window: Window,
  commitOf: (targetGroupArn: string, at: number) => string,
): readonly Spread[] {
  const all = of(events, 'weights')
    .filter((event) => event.ruleArn === ruleArn && event.at <= window.to)
    .map(({ at, weights }) => ({ at, percent: percentages(weights, (group) => commitOf(group, at)) }))
  const before = all.filter(({ at }) => at < window.from).at(-1)
  const inside = all.filter(({ at }) => at >= window.from)
  const first = before === undefined ? [] : [{ ...before, at: window.from }]
  return [...first, ...inside].filter((spread, index, list) => index === 0 || differs(spread, list[index - 1]))
}

function differs(a: Spread, b: Spread | undefined): boolean {
  return JSON.stringify([...a.percent]) !== JSON.stringify([...(b?.percent ?? [])])
}

/** The stays of one service deployment in its stages, in the window. */
export function stages(events: Events, serviceDeploymentArn: string, { to }: Window): readonly Stage[] {
  const states = of(events, 'deployment')
    .filter((event) => event.serviceDeploymentArn === serviceDeploymentArn && event.at <= to)
    .map(({ at, status, lifecycleStage: name = '' }) => ({ at, status, name }))
    .filter((state, index, list) => state.name !== list[index - 1]?.name || state.status !== list[index - 1]?.status)
  return states
    .map(({ at, status, name }, index) => ({ name, status, from: at, to: states[index + 1]?.at ?? at }))
    .filter((stage) => stage.to > stage.from)
}

/** Tasks that stopped in the window. */
export function stopped(
  events: Events,
  window: Window,
  commitOf: (revision: string) => string,
): readonly StoppedTask[] {
  const tasks = of(events, 'task')
  const ends = new Map(tasks.filter((event) => event.lastStatus === 'STOPPED').map((event) => [event.taskArn, event]))
  return [...ends.values()]
    .filter((event) => within(window, event))
    .map(({ taskArn, serviceRevisionArn = '', at, stopCode = '', exitCode }) => ({
      arn: taskArn,
      commit: commitOf(serviceRevisionArn),
      at,
      stopCode,
      exitCode,
    }))
}

/** What was tagged, in the registry and in git, in the window. */
export function tags(
  events: Events,
  window: Window,
  commitOf: (digest: string) => string,
): Pick<Evidence, 'imageTags' | 'gitTags'> {
  const prefix = 'refs/tags/'
  return {
    imageTags: of(events, 'tag')
      .filter((event) => within(window, event))
      .map(({ at, tag, digest }) => ({ at, tag, commit: commitOf(digest) })),
    gitTags: of(events, 'ref')
      .filter((event) => within(window, event) && event.ref.startsWith(prefix))
      .flatMap(({ at, ref, sha }) => (sha === null ? [] : [{ at, tag: ref.slice(prefix.length), sha }])),
  }
}

export function alarms(events: Events, window: Window): Evidence['alarms'] {
  return of(events, 'alarm')
    .filter((event) => within(window, event))
    .map(({ at, alarmName, state }) => ({ at, name: alarmName, state }))
}

/** Operations of AWS's that only look. */
const reading = /^(Describe|List|Get|BatchGet|BatchCheck)/

/** Calls in the window that changed something. */
export function writes(events: Events, window: Window): readonly string[] {
  return of(events, 'call')
    .filter((event) => within(window, event) && event.status < 300 && !reading.test(event.operation))
    .map((event) => event.operation)
}
