import type { Condition } from '../elb/condition.ts'
import { matchesWildcard } from '@slipway/local-cloud-frame/wildcard'

/** What of a request a condition can look at. */
export interface RequestFacts {
  readonly method: string
  /** Without the query. */
  readonly path: string
  /** Without the `?`. */
  readonly query: string
  /** Without the port. */
  readonly host: string
  /** Every value that came under a name in lower case. */
  header(name: string): readonly string[]
}

/** The first rule, in the order given, of which every condition holds. The default rule has none. */
export function matchingRule<Rule extends { readonly conditions: readonly Condition[] }>(
  rules: readonly Rule[],
  facts: RequestFacts,
): Rule | undefined {
  return rules.find(({ conditions }) => conditions.every((condition) => holds(condition, facts)))
}

/**
 * Paths and methods are case-sensitive; host names, header values and query strings are not.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
function holds(condition: Condition, facts: RequestFacts): boolean {
  switch (condition.field) {
    case 'path-pattern':
      return condition.values.some((pattern) => matchesWildcard(pattern, facts.path, false))
    case 'host-header':
      return condition.values.some((pattern) => matchesWildcard(pattern, facts.host, true))
    case 'http-request-method':
      return condition.values.includes(facts.method)
    case 'http-header': {
      const came = facts.header(condition.name.toLowerCase())
      return condition.values.some((pattern) => came.some((value) => matchesWildcard(pattern, value, true)))
    }
    case 'query-string':
      return holdsQuery(condition.values, facts.query)
  }
}

function holdsQuery(wanted: readonly { readonly key?: string; readonly value: string }[], query: string): boolean {
  const pairs = [...new URLSearchParams(query)]
  return wanted.some(({ key, value }) =>
    pairs.some(
      ([name, content]) =>
        (key === undefined || matchesWildcard(key, name, true)) &&
        (matchesWildcard(value, content, true) ||
          (key === undefined && content === '' && matchesWildcard(value, name, true))),
    ),
  )
}
