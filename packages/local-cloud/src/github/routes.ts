import type { Route } from '../frame/route.ts'

/** GitHub's REST API under `/api/v3/` and git over HTTP under `/OWNER/REPO.git/`. */
export const githubRoutes: readonly Route[] = []
