import type { components } from '@octokit/openapi-types'
import type { Endpoint } from './endpoint.ts'

/** No repository has any here: what rules refuse beyond the tags of immutable releases is scripted. */
export const listRulesets: Endpoint = {
  method: 'GET',
  path: '/rulesets',
  page: 'https://docs.github.com/en/rest/repos/rules#get-all-repository-rulesets',
  accepts: ['per_page', 'page', 'includes_parents', 'targets'],
  run() {
    const body: components['schemas']['repository-ruleset'][] = []
    return Promise.resolve({ status: 200, body })
  },
}
