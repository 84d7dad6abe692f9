import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalCloud } from '@slipway/local-cloud'
import { runAction, type ActionRun, type RunOptions } from '@slipway/workflow-runner'

const actions = join(import.meta.dirname, '..', 'actions')

/**
 * Runs a committed bundle from a folder that holds nothing but its action.yml and its dist,
 * as the runner would after downloading it, with the environment of a local cloud.
 */
export async function runBundle(
  name: string,
  cloud: LocalCloud,
  options: RunOptions & { readonly inputs: Readonly<Record<string, string>> },
): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`))
  try {
    await cp(join(actions, name, 'action.yml'), join(folder, 'action.yml'))
    await cp(join(actions, name, 'dist'), join(folder, 'dist'), { recursive: true })
    const secrets = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].flatMap((key) => cloud.env[key] ?? [])
    return await runAction(folder, { ...options, env: { ...cloud.env, ...options.env }, secrets })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The log as a reader sees it, for messages of failed expectations. */
export const shown = (run: ActionRun): string => run.log.map(({ text }) => text).join('\n')
