import type { Pull } from '../pull.ts'
import type { RestCall } from './endpoint.ts'
import { notFound } from './github-error.ts'

/** The pull request that the path names, as such or as the issue that it is too. */
export function pullByNumber({ repository, parameters }: RestCall): Pull {
  const number = parameters['pull_number'] ?? parameters['issue_number'] ?? ''
  const found = /^[1-9]\d*$/.test(number) ? repository.pulls.get(Number(number)) : undefined
  if (found === undefined) throw notFound()
  return found
}
