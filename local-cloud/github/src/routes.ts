import type { GithubContext } from './context.ts'
import type { Route } from '@slipway/local-cloud-frame/route'
import { restRoute } from './rest/route.ts'
import { smartHttpRoute } from './smart-http.ts'

/** GitHub's REST API under `/api/v3/` and git over HTTP under `/OWNER/REPO.git/`. */
export const githubRoutes: readonly Route<GithubContext>[] = [restRoute, smartHttpRoute]
