import type { Endpoint } from './endpoint.ts'

export interface Match {
  readonly endpoint: Endpoint
  readonly owner: string
  readonly repo: string
  readonly parameters: Readonly<Record<string, string>>
}

/** The endpoint that a path below `/api/v3` belongs to, and what its parameters are. Literal paths go first. */
export function matchEndpoint(endpoints: readonly Endpoint[], method: string, path: string): Match | undefined {
  const found = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path)
  if (found === null) return undefined
  const [, owner = '', repo = '', rest = ''] = found
  for (const endpoint of endpoints) {
    if (endpoint.method !== method) continue
    const parameters = matchPath(endpoint.path, rest)
    if (parameters !== undefined) return { endpoint, owner, repo, parameters }
  }
  return undefined
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const names: string[] = []
  const source = pattern.replace(/\{(\w+)\}(.*)/g, (_whole, name: string, after: string) => {
    names.push(name)
    const slashes = after === '' && !/_(?:id|number|sha)$/.test(name)
    return `(${slashes ? '.+' : '[^/]+'})${after}`
  })
  const values = new RegExp(`^${source}$`).exec(path)
  if (values === null) return undefined
  return Object.fromEntries(names.map((name, index) => [name, decoded(values[index + 1] ?? '')]))
}

/** What is no escape stands for itself, and then names nothing that exists. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
