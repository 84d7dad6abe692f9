/** One small edit that makes the product wrong in a way that matters. */
export interface Mutation {
  readonly name: string
  readonly file: string
  /** Text that stands in the file exactly once. */
  readonly before: string
  readonly after: string
}

/** What the checks must be able to see. An edit that no longer applies is an error: move it with the code. */
export const mutations: readonly Mutation[] = [
  {
    name: 'promote before the gate',
    file: 'actions/ecr-push/src/push-and-gate.ts',
    before: "  const end = await ports.log.group('Gate',",
    after:
      '  const changes = { before: () => {}, given: () => {}, moved: () => {} }\n' +
      '  await promote({ manifest: root, repository: toGate.repository, tags: inputs.tags }, release, changes)\n' +
      "  const end = await ports.log.group('Gate',",
  },
  {
    name: 'ROLLBACK_SUCCESSFUL counts as success',
    file: 'packages/rollout/src/ending.ts',
    before: "    case 'SUCCESSFUL':\n",
    after: "    case 'SUCCESSFUL':\n    case 'ROLLBACK_SUCCESSFUL' as 'SUCCESSFUL':\n",
  },
  {
    name: 'the version match is skipped',
    file: 'packages/service-deployment/src/deploy/gate.ts',
    before: "return version === '' ? [status]",
    after: "return version !== '' ? [status]",
  },
  {
    name: 'continue on an inconclusive gate',
    file: 'packages/rollout/src/pause.ts',
    before: "verification !== undefined && verification.verdict !== 'pass'",
    after: "verification?.verdict === 'fail'",
  },
  {
    name: 'tag before deploy',
    file: '.github/workflows/ci-cd.yml',
    before: '    needs: [version, deploy]\n',
    after: '    needs: [version]\n',
  },
  {
    name: 'drop unknown task-definition fields',
    file: 'packages/aws/src/raw-json.ts',
    before: '    Object.assign(args.request as object, { body })\n',
    after: '    void body\n',
  },
  {
    name: 'the balancer ignores weights',
    file: 'local-cloud/balancer/src/balancer/weighted-choice.ts',
    before: '.map(([key, weight]) => ({ key, weight, credit: 0 }))',
    after: '.map(([key]) => ({ key, weight: 1, credit: 0 }))',
  },
]

/** The text with the edit in it; throws when the edit does not apply exactly once. */
export function applied({ name, file, before, after }: Mutation, text: string): string {
  const times = text.split(before).length - 1
  if (times !== 1) throw new Error(`the mutation "${name}" applies ${times} times to ${file}, not once`)
  return text.replace(before, () => after)
}
