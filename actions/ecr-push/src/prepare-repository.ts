import type { EcrRepository } from '@slipway/aws/ecr'
import { Failure } from '@slipway/outcome'
import { createdOnPush, ensureRepository } from './create-repository.ts'
import type { PushErrorCode } from './error.ts'
import type { PushInputs } from './inputs.ts'
import type { Ports } from './ports.ts'
import type { Progress } from './result.ts'

/** The repository, made where it is not there and the user wants that. Where it differs from what was asked is told. */
export async function prepareRepository(
  { repository: name, create }: PushInputs,
  ports: Pick<Ports, 'ecr' | 'files' | 'log'>,
  signal: AbortSignal,
  progress: Pick<Progress, 'note'>,
): Promise<EcrRepository> {
  if (create === undefined) return findRepository(name, ports, signal)
  const { repository, created, drift } = await ensureRepository(name, create, ports, signal)
  if (created) ports.log.info(`made repository ${name}`)
  progress.note(...drift.map((line) => `repository ${name} is left as it is: ${line}`))
  return repository
}

/** The repository, which must be there. */
export async function findRepository(
  name: string,
  { ecr }: Pick<Ports, 'ecr'>,
  signal: AbortSignal,
): Promise<EcrRepository> {
  const found = await ecr.repository(name, signal)
  if (found !== undefined) return found
  // Only for the remedy: that there is none, or that nobody says, changes nothing.
  const template = await createdOnPush(name, ecr, signal).catch(() => undefined)
  signal.throwIfAborted()
  const remedy =
    template === undefined
      ? 'set create-repository: true, or check account and region above'
      : `set create-repository: true: the template ${template}, by which ECR would make it at a push, comes too late for the checks before it`
  throw new Failure<PushErrorCode>('REPOSITORY_MISSING', `there is no repository ${name} in this account and region`, {
    remedy,
  })
}
