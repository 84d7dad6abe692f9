import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

interface Statement {
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
const types = new Map<string, readonly string[]>([
  ['ecs:DescribeServices', ['service']],
  ['ecs:UpdateService', ['service']],
  ['ecs:ListServiceDeployments', ['service']],
  ['ecs:DescribeServiceDeployments', ['service', 'service-deployment']],
  ['ecs:StopServiceDeployment', ['service', 'service-deployment']],
  ['ecs:ContinueServiceDeployment', ['service', 'service-deployment']],
  ['ecs:DescribeServiceRevisions', ['service', 'service-revision']],
  ['ecs:DescribeTaskDefinition', ['*']],
  ['ecs:RegisterTaskDefinition', ['*']],
  ['ecs:ListTasks', ['*']],
  ['ecs:DescribeTasks', ['*']],
  ['elasticloadbalancing:DescribeTargetHealth', ['*']],
  ['iam:PassRole', ['role']],
  ['logs:GetLogEvents', ['log-group']],
])

it.for(['ecs-deploy', 'ecs-rollback'])(
  'the policy of %s names every kind of resource that an action needs',
  async (name) => {
    const readme = await readFile(new URL(`../../actions/${name}/README.md`, import.meta.url), 'utf8')
    const policies = [...readme.matchAll(/```json\n([^]*?)```/g)].map(([, json = '']) => JSON.parse(json) as object)
    const statements = policies.flatMap((policy) => ('Statement' in policy ? (policy.Statement as Statement[]) : []))
    const allowed = new Map(
      statements.flatMap(({ Action, Resource }) => {
        const kinds = [Resource].flat().map((arn) => (arn === '*' ? arn : (arn.split(':')[5]?.split('/')[0] ?? '')))
        return [Action].flat().map((action) => [action, kinds] as const)
      }),
    )
    expect([...allowed.keys()].toSorted()).toEqual([...types.keys()].toSorted())
    for (const [action, needed] of types)
      expect([action, allowed.get(action)]).toEqual([action, expect.arrayContaining([...needed])])
  },
)
