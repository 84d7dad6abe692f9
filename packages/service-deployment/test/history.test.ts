import type { PastDeployment } from '@slipway/rollout'
import { expect, it } from 'vitest'
import type { EcsPort } from '@slipway/aws/ecs'
import { readHistory } from '../src/history.ts'

const ref = { cluster: 'shop', service: 'api' }

/** ECS with deployments, newest first: `STATUS` or `STATUS -> where it was rolled back to`. */
function ecs(asked: string[], ...lines: readonly string[]): EcsPort {
  const past = lines.map((line, index): PastDeployment => {
    const [status = ''] = line.split(' ')
    return { arn: `sd/${index}`, status, createdAt: 1_000 - index, targetRevisionArn: `rev/${index}` }
  })
  const port: Partial<EcsPort> = {
    listServiceDeployments: async () => past,
    async describeServiceDeployment(arn) {
      asked.push(arn)
      const [status = '', , back] = lines[Number(arn.slice(3))]?.split(' ') ?? []
      return { arn, status, sources: [], hooks: [], rollback: { serviceRevisionArn: back } }
    },
  }
  return port as EcsPort
}

const firstTwenty = Array.from({ length: 20 }, (_, index) => `sd/${index}`)

it.for([
  ['no deployment', [], []],
  ['a success', ['SUCCESSFUL', 'ROLLBACK_SUCCESSFUL -> rev/9'], []],
  ['a rollback says where it went', ['ROLLBACK_SUCCESSFUL -> rev/9', 'SUCCESSFUL'], ['sd/0']],
  ['one under way is passed over', ['IN_PROGRESS', 'ROLLBACK_SUCCESSFUL -> rev/9'], ['sd/1']],
  ['a rollback that does not say', ['ROLLBACK_SUCCESSFUL', 'ROLLBACK_SUCCESSFUL -> rev/9'], ['sd/0', 'sd/1']],
  ['many rollbacks in a row', Array.from({ length: 500 }, () => 'ROLLBACK_SUCCESSFUL -> rev/9'), ['sd/0']],
  ['many rollbacks that do not say', Array.from({ length: 500 }, () => 'ROLLBACK_SUCCESSFUL'), firstTwenty],
] as const)('%s: no more is asked than what tells what the service runs', async ([, lines, wanted]) => {
  const asked: string[] = []
  const history = await readHistory(ecs(asked, ...lines), ref)
  expect(asked).toEqual(wanted)
  expect(history.map(({ arn }) => arn)).toEqual(lines.map((_, index) => `sd/${index}`))
  const last = asked.at(-1)
  const back = lines[Number(last?.slice(3))]?.split(' ')[2]
  expect(history.find(({ arn }) => arn === last)?.rolledBackTo).toBe(back)
})
