import { getOctokit } from '@actions/github'
import { apiFailure, statusOf } from './api-failure.ts'
import type { GitHubTags, TagCreation } from './tags.ts'

export interface GitHubLocation {
  /** Needs `contents: write`. */
  readonly token: string
  /** e.g. `https://api.github.com`. */
  readonly apiUrl: string
  readonly owner: string
  readonly repo: string
  readonly signal?: AbortSignal
}

/** Tags of a repository over GitHub's REST API (https://docs.github.com/rest/git/refs). */
export function gitHubTags({ token, apiUrl, owner, repo, signal }: GitHubLocation): GitHubTags {
  const request = signal === undefined ? {} : { signal }
  const { rest } = getOctokit(token, { baseUrl: apiUrl, request })
  const place = { owner, repo }

  /** What a tag leads to, through any annotations; `undefined` when there is no such tag. */
  async function read(name: string): Promise<TagCreation | undefined> {
    try {
      let { object } = (await rest.git.getRef({ ...place, ref: `tags/${name}` })).data
      while (object.type === 'tag') object = (await rest.git.getTag({ ...place, tag_sha: object.sha })).data.object
      return { kind: 'exists', commit: object.type === 'commit' ? object.sha : undefined }
    } catch (error) {
      if (statusOf(error) === 404) return undefined
      throw apiFailure(error, `read the tag ${name}`, place)
    }
  }

  return {
    async create(name, commit) {
      try {
        await rest.git.createRef({ ...place, ref: `refs/tags/${name}`, sha: commit })
        return { kind: 'created' }
      } catch (error) {
        // 422 has several causes; only a tag that can be read says that the name was taken.
        const existing = statusOf(error) === 422 ? await read(name) : undefined
        if (existing !== undefined) return existing
        throw apiFailure(error, `create the tag ${name} on ${commit}`, place)
      }
    },
  }
}
