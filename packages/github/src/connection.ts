import { getOctokit } from '@actions/github'
import { setTimeout as pause } from 'node:timers/promises'
import { apiFailure, type Want } from './api-failure.ts'
import type { GitHubLocation } from './location.ts'
import { isUnclear, statusOf } from './refusal.ts'

type Octokit = ReturnType<typeof getOctokit>

/** GitHub's REST API for one repository. */
export interface Connection {
  readonly rest: Octokit['rest']
  readonly paginate: Octokit['paginate']
  readonly place: { readonly owner: string; readonly repo: string }
  /** Makes a call whose errors become failures that say what was wanted. */
  readonly ask: <Value>(want: Want, call: () => Promise<Value>) => Promise<Value>
  /** The same, where 404 is an answer. */
  readonly find: <Value>(want: Want, call: () => Promise<Value>) => Promise<Value | undefined>
}

/** Between tries of a call that only reads, in ms. */
const pauses: readonly number[] = [250, 1000]

/** Reading is tried again when GitHub gives no clear answer; writing never is, without looking first. */
export function connect({ token, apiUrl, owner, repo, signal }: GitHubLocation): Connection {
  const octokit = getOctokit(token, { baseUrl: apiUrl, request: signal === undefined ? {} : { signal } })
  octokit.hook.wrap('request', async (request, options) => {
    for (const wait of options.method === 'GET' ? pauses : []) {
      try {
        return await request(options)
      } catch (error) {
        if (!isUnclear(error) || signal?.aborted === true) throw error
      }
      await pause(wait, undefined, signal === undefined ? {} : { signal })
    }
    return request(options)
  })
  const place = { owner, repo }

  async function ask<Value>(want: Want, call: () => Promise<Value>): Promise<Value> {
    try {
      return await call()
    } catch (error) {
      throw apiFailure(error, want, place)
    }
  }
  const find = <Value>(want: Want, call: () => Promise<Value>): Promise<Value | undefined> =>
    ask(want, () =>
      call().catch((error: unknown) => {
        if (statusOf(error) === 404) return undefined
        throw error
      }),
    )
  return { rest: octokit.rest, paginate: octokit.paginate, place, ask, find }
}
