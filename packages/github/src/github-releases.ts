import { apiFailure, type Want } from './api-failure.ts'
import { connect, type Connection } from './connection.ts'
import type { GitHubLocation } from './location.ts'
import { isUnclear, statusOf, wordsOf } from './refusal.ts'
import type { BurnedTag, GitHubReleases, Release, ReleaseDraft } from './releases.ts'
import { isBurned } from './tag-rules.ts'

interface Shown {
  readonly id: number
  readonly draft: boolean
  readonly html_url: string
  readonly tag_name: string
}

/** Releases over GitHub's REST API (https://docs.github.com/rest/releases/releases). All of it needs `contents: write`: drafts are seen with it only. */
export function gitHubReleases(location: GitHubLocation): GitHubReleases {
  const connection = connect(location)
  return {
    find: (tag) => findRelease(connection, tag),
    draft: (request) => draftRelease(connection, request),
    publish: (id, latest) => publishRelease(connection, id, latest),
  }
}

function findRelease(connection: Connection, tag: string): Promise<Release | undefined> {
  const reading: Want = { what: `find the release of ${tag}`, permission: 'contents: write' }
  return connection.ask(reading, async () => (await published(connection, tag)) ?? (await drafted(connection, tag)))
}

/** The public release of a tag: one request, however many there are. */
function published({ rest, place, find }: Connection, tag: string): Promise<Release | undefined> {
  const reading: Want = { what: `find the release of ${tag}`, permission: 'contents: write' }
  return find(reading, async () => release((await rest.repos.getReleaseByTag({ ...place, tag })).data))
}

/** Drafts are in the list only, in no order that anybody promises. */
async function drafted({ rest, paginate, place }: Connection, tag: string): Promise<Release | undefined> {
  const pages = paginate.iterator(rest.repos.listReleases, { ...place, per_page: 100 })
  for await (const { data } of pages) {
    const found = data.find(({ draft, tag_name }) => draft && tag_name === tag)
    if (found !== undefined) return release(found)
  }
  return undefined
}

async function draftRelease(connection: Connection, request: ReleaseDraft): Promise<Release> {
  const { rest, place } = connection
  const { tag: tag_name, commit, name, body, prerelease } = request
  const target = commit === undefined ? {} : { target_commitish: commit }
  try {
    const { data } = await rest.repos.createRelease({
      ...place,
      tag_name,
      ...target,
      name,
      body,
      prerelease,
      draft: true,
    })
    return release(data)
  } catch (error) {
    const made = isUnclear(error) ? await findRelease(connection, tag_name).catch(() => undefined) : undefined
    if (made !== undefined) return made
    throw apiFailure(error, writing(`draft the release of ${tag_name}`), place)
  }
}

async function publishRelease(connection: Connection, id: number, latest: boolean): Promise<Release | BurnedTag> {
  const { rest, place } = connection
  const before = await read(connection, id)
  if (!before.draft) return before
  try {
    const make_latest = latest ? 'true' : 'false'
    return release((await rest.repos.updateRelease({ ...place, release_id: id, draft: false, make_latest })).data)
  } catch (error) {
    const words = wordsOf(error)
    if (isBurned(words)) return { kind: 'burned', words }
    const standing = await settled(connection, before, error)
    if (standing !== undefined) return standing
    throw apiFailure(error, writing(`publish the release of ${before.tag}`), place)
  }
}

/** What stands although publishing failed: ours, when only the answer was lost, or the one of a run beside this one. */
async function settled(connection: Connection, ours: Release, error: unknown): Promise<Release | undefined> {
  if (isUnclear(error)) {
    const now = await read(connection, ours.id).catch(() => undefined)
    return now?.draft === false ? now : undefined
  }
  if (statusOf(error) !== 422 || !/already_exists/.test(wordsOf(error))) return undefined
  const theirs = await published(connection, ours.tag)
  const { rest, place } = connection
  // Two runs drafted at once; a draft too many is clutter, not a failure.
  if (theirs !== undefined) await rest.repos.deleteRelease({ ...place, release_id: ours.id }).catch(() => undefined)
  return theirs
}

function read({ rest, place, ask }: Connection, id: number): Promise<Release> {
  const reading: Want = { what: `read the release ${id}`, permission: 'contents: write' }
  return ask(reading, async () => release((await rest.repos.getRelease({ ...place, release_id: id })).data))
}

function release({ id, draft, html_url, tag_name }: Shown): Release {
  return { id, draft, url: html_url, tag: tag_name }
}

function writing(what: string): Want {
  return { what, permission: 'contents: write', refused: 'RELEASE_REFUSED' }
}
