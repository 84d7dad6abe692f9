import type { Endpoint } from './endpoint.ts'
import { pullByNumber } from './find-pull.ts'
import { showPull } from './show-pull.ts'

export const getPull: Endpoint = {
  method: 'GET',
  path: '/pulls/{pull_number}',
  page: 'https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request',
  accepts: [],
  run: async (call) => ({ status: 200, body: await showPull(call, pullByNumber(call)) }),
}
