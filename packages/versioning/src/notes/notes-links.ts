import { plainMarkdown } from '@slipway/outcome'
import type { Author } from './author.ts'

/** What notes link to; without a repository's address the same as text. */
export interface NotesLinks {
  commit(sha: string): string
  pull(number: number): string
  author(author: Author): string
  /** `undefined` where there is nothing to compare with, or no address. */
  compare(from: string | undefined, to: string): string | undefined
}

const textOnly: NotesLinks = {
  commit: (sha) => sha.slice(0, 7),
  pull: (number) => `#${number}`,
  author: ({ name, login }) => plainMarkdown(login ?? name),
  compare: () => undefined,
}

/** Links below a repository's address, e.g. `https://github.com/octo/ship` or one of an Enterprise Server. */
export function notesLinks(repositoryUrl: string | undefined): NotesLinks {
  if (repositoryUrl === undefined) return textOnly
  const repository = repositoryUrl.replace(/(?<!\/)\/+$/, '')
  const server = repository.replace(/\/[^/]+\/[^/]+$/, '')
  return {
    commit: (sha) => link(sha.slice(0, 7), `${repository}/commit/${sha}`),
    pull: (number) => link(`#${number}`, `${repository}/pull/${number}`),
    author: ({ name, login }) =>
      login === undefined ? plainMarkdown(name) : link(plainMarkdown(login), `${server}/${accountPath(login)}`),
    compare: (from, to) =>
      from === undefined || to === ''
        ? undefined
        : link(plainMarkdown(`${from}...${to}`), `${repository}/compare/${refPath(from)}...${refPath(to)}`),
  }
}

function accountPath(login: string): string {
  return login.endsWith('[bot]') ? `apps/${login.slice(0, -'[bot]'.length)}` : login
}

/** A tag in an address; its slashes stay, and brackets would end the link. */
function refPath(tag: string): string {
  const encoded = tag.split('/').map((part) => encodeURIComponent(part))
  return encoded.join('/').replaceAll('(', '%28').replaceAll(')', '%29')
}

function link(text: string, address: string): string {
  return `[${text}](${address})`
}
