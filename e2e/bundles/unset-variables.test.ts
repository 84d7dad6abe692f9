import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LocalCloud } from '@slipway/local-cloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { runBundle, shown } from '../bundle.ts'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

const workflow = join(import.meta.dirname, '../../workflows-examples/minimal.yml')

/** What the expressions of the steps give when everything is set. */
const values: Readonly<Record<string, string>> = {
  'vars.ECS_CLUSTER': 'main',
  'vars.ECS_SERVICE': 'web',
  'vars.TEST_URL': 'http://127.0.0.1:9/version',
  'vars.PRODUCTION_URL': 'http://127.0.0.1:9/version',
  'steps.push.outputs.image': `registry/app@sha256:${'1'.repeat(64)}`,
  'steps.semver.outputs.version': '1.4.0',
}

let cloud: LocalCloud
let steps: readonly Step[] = []

beforeAll(async () => {
  cloud = await startLocalCloud()
  const { jobs } = parse(await readFile(workflow, 'utf8')) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>
  }
  steps = Object.values(jobs).flatMap((job) => job.steps)
})

afterAll(() => cloud.stop())

/** The inputs of a step; GitHub gives an empty text for what is not there. */
function inputsOf(action: string, unset: string): Record<string, string> {
  const step = steps.find(({ uses = '' }) => uses.includes(`/actions/${action}@`))
  const evaluated = (text: string): string =>
    text.replace(/\$\{\{ *([\w.]+) *\}\}/g, (_, name: string) => (name === unset ? '' : (values[name] ?? '')))
  return Object.fromEntries(Object.entries(step?.with ?? {}).map(([name, text]) => [name, evaluated(text)]))
}

describe('the workflow to copy, with something that is not set', () => {
  it.for([
    ['vars.TEST_URL', 'ecs-deploy', 'INPUT_INVALID', 'input verify-url is empty'],
    ['steps.semver.outputs.version', 'ecs-deploy', 'INPUT_INVALID', 'input verify-version is empty'],
    ['vars.PRODUCTION_URL', 'health-verify', 'INPUT_MISSING', 'input url is empty'],
    ['steps.semver.outputs.version', 'health-verify', 'INPUT_INVALID', 'input expect-version is empty'],
  ] as const)('%s: %s says so, and asks nothing of anybody', async ([unset, action, reason, message]) => {
    const before = cloud.timeline.events.length
    const run = await runBundle(action, cloud, { inputs: inputsOf(action, unset) })
    expect(run.conclusion, shown(run)).toBe('failure')
    expect(run.outputs).toMatchObject({ verdict: 'inconclusive', reason })
    expect(run.outputs['message']).toContain(message)
    expect(cloud.timeline.events.slice(before)).toEqual([])
  })
})
