import type { RestCall } from './endpoint.ts'

const largest = 100
const usual = 30

export interface Pages {
  readonly page: number
  readonly perPage: number
}

export function pages({ query }: RestCall): Pages {
  const number = (name: string, otherwise: number): number => {
    const value = Number(query.get(name) ?? otherwise)
    return Number.isInteger(value) && value >= 1 ? value : otherwise
  }
  return { page: number('page', 1), perPage: Math.min(number('per_page', usual), largest) }
}

export function pageOf<Item>(all: readonly Item[], { page, perPage }: Pages): readonly Item[] {
  return all.slice((page - 1) * perPage, page * perPage)
}

/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export function linkHeader({ url, query }: RestCall, { page, perPage }: Pages, total: number): Record<string, string> {
  const last = Math.max(Math.ceil(total / perPage), 1)
  const links: string[] = []
  const add = (rel: string, to: number): void => {
    const asked = new URLSearchParams(query)
    asked.set('page', String(to))
    links.push(`<${url}?${asked.toString()}>; rel="${rel}"`)
  }
  if (page > 1) add('prev', page - 1)
  if (page < last) {
    add('next', page + 1)
    add('last', last)
  }
  if (page > 1) add('first', 1)
  return links.length === 0 ? {} : { link: links.join(', ') }
}
