import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { git } from './git.ts'
import { readOutputs } from './outputs.ts'

const action = join(import.meta.dirname, '..', '..', 'actions', 'semver')
/** The committed bundle. */
export const bundle: string = join(action, 'dist', 'index.js')

export interface BundleRun {
  readonly ms: number
  readonly code: number | null
  readonly outputs: ReadonlyMap<string, string>
  readonly log: string
}

/** One step: what the runner puts around the bundle. */
export interface Step {
  readonly env: NodeJS.ProcessEnv
  readonly outputFile: string
}

/**
 * A step of this action as a runner starts it: every input of action.yml with its default or the given value, the
 * command files new and empty. GITHUB_API_URL is a port on which nothing listens: a preview has no need of it.
 */
export function prepareStep(folder: string, workspace: string, given: Readonly<Record<string, string>>): Step {
  rmSync(folder, { recursive: true, force: true })
  const places = Object.fromEntries(['home', 'temp', 'files'].map((name) => [name, join(folder, name)]))
  for (const place of Object.values(places)) mkdirSync(place, { recursive: true })
  const file = (name: string, text = ''): string => {
    const path = join(folder, 'files', name)
    writeFileSync(path, text)
    return path
  }
  const outputFile = file('output')
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: places['home'],
    CI: 'true',
    RUNNER_TEMP: places['temp'],
    RUNNER_OS: 'Linux',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/bench',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: file('event.json', '{}'),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_SHA: git(workspace, ['rev-parse', 'HEAD']),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: outputFile,
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    ...inputs(given),
  }
  return { env, outputFile }
}

function inputs(given: Readonly<Record<string, string>>): Record<string, string> {
  const manifest = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string | number | boolean }>>
  }
  const defaults = Object.entries(manifest.inputs).map(([name, input]) => [name, String(input.default ?? '')] as const)
  const values = new Map([...defaults, ...Object.entries(given)])
  return Object.fromEntries(
    [...values].map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value.replace(/\$\{\{.*?\}\}/g, 'a-token-that-nothing-needs'),
    ]),
  )
}

export function runBundle({ env, outputFile }: Step): BundleRun {
  const started = process.hrtime.bigint()
  const child = spawnSync(process.execPath, [bundle], { env, encoding: 'utf8', maxBuffer: 2 ** 28 })
  const ms = Number(process.hrtime.bigint() - started) / 1e6
  const outputs = readOutputs(readFileSync(outputFile, 'utf8'))
  return { ms, code: child.status, outputs, log: `${child.stdout}${child.stderr}` }
}
