import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { validate } from '@actions/languageservice'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly concurrency?: { readonly group: string; readonly queue?: string; readonly 'cancel-in-progress'?: unknown }
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly needs?: string | string[]
        readonly if?: string
        readonly permissions?: unknown
        readonly steps: readonly Step[]
      }
    >
  >
}

async function listed(folder: string): Promise<readonly string[]> {
  return (await readdir(join(root, folder))).filter((name) => name.endsWith('.yml')).map((name) => `${folder}/${name}`)
}

const files = [...(await listed('.github/workflows')), ...(await listed('workflows-examples'))]
const documents = [
  'actions/semver/README.md',
  'docs/semver-recipes.md',
  'actions/ecr-push/README.md',
  'docs/ecr-push-recipes.md',
]
const read = (file: string): Promise<string> => readFile(join(root, file), 'utf8')

/** Every workflow there is, by where it stands: a file, or the line of a document at which its block begins. */
const sources: ReadonlyMap<string, string> = new Map(
  (
    await Promise.all([
      ...files.map(async (file) => [[file, await read(file)] as const]),
      ...documents.map(async (document) => blocks(document, await read(document))),
    ])
  ).flat(),
)
const content = (name: string): string => sources.get(name) ?? ''
const workflow = (name: string): Workflow => parse(content(name)) as Workflow
const steps = (flow: Workflow): readonly Step[] => Object.values(flow.jobs).flatMap((job) => job.steps)

/** The blocks of YAML in a document, each a whole workflow to copy. */
function blocks(document: string, text: string): readonly (readonly [name: string, content: string])[] {
  return [...text.matchAll(/^```ya?ml\n(.*?)^```$/gms)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length
    return [`${document}:${line}`, match[1] ?? ''] as const
  })
}

/** Errors of GitHub's own parser and language service; a diagnostic without a severity is an error too. */
async function problems(name: string, content: string): Promise<readonly string[]> {
  const parsed = parseWorkflow({ name, content }, new NoOperationTraceWriter())
  const document = TextDocument.create(`file:///${name}`, 'yaml', 1, content)
  const diagnostics = await validate(document)
  return [
    ...parsed.context.errors.getErrors().map((error) => error.message),
    ...diagnostics
      .filter(({ severity }) => severity === undefined || severity === 1)
      .map(({ message }) => JSON.stringify(message)),
  ]
}

describe.for([...sources.keys()])('%s', (file) => {
  it('is what the official parser and language service accept', async () => {
    expect(await problems(file.replace(/:\d+$/, '.yml'), content(file))).toEqual([])
  })

  it('gives nothing by default, and each job only what it needs', () => {
    const flow = workflow(file)
    expect(flow.permissions).toEqual({})
    for (const job of Object.values(flow.jobs)) expect(job.permissions).toBeDefined()
  })

  it('names actions of others by commit, and ours by the repository itself or, in examples, by major version', () => {
    const ours = file.startsWith('.github') ? /^\$\/actions\/[a-z-]+$/ : /^org\/repo\/actions\/[a-z-]+@v1$/
    const used = steps(workflow(file)).flatMap(({ uses }) => uses ?? [])
    const theirs = /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/
    expect(used.filter((uses) => !(uses.includes('/actions/') ? ours : theirs).test(uses))).toEqual([])
  })

  it('passes to our actions the inputs they have, and those they require', async () => {
    for (const step of steps(workflow(file))) {
      const name = /\/actions\/([a-z-]+)(@v1)?$/.exec(step.uses ?? '')?.[1]
      if (name === undefined) continue
      const { inputs = {} } = parse(await read(`actions/${name}/action.yml`)) as {
        inputs?: Record<string, { required?: boolean }>
      }
      const given = Object.keys(step.with ?? {})
      expect(given.filter((input) => !(input in inputs))).toEqual([])
      const required = Object.keys(inputs).filter((input) => inputs[input]?.required === true)
      expect(required.filter((input) => !given.includes(input))).toEqual([])
    }
  })

  it('never puts an expression into a shell', () => {
    for (const { run } of steps(workflow(file))) expect(run ?? '').not.toContain('${{')
  })
})

describe('the release', () => {
  it('runs one at a time and drops none', () => {
    for (const file of [
      '.github/workflows/ci-cd.yml',
      '.github/workflows/rollback.yml',
      'workflows-examples/minimal.yml',
    ]) {
      const { concurrency } = workflow(file)
      expect(concurrency?.queue).toBe('max')
      expect(concurrency?.['cancel-in-progress']).toBeUndefined()
    }
  })

  it('tags only after the deployment, and does nothing when there is nothing to release', () => {
    const { jobs } = workflow('.github/workflows/ci-cd.yml')
    expect(jobs['build']?.if).toBe("needs.version.outputs.changed == 'true'")
    expect([jobs['deploy']?.needs, jobs['tag']?.needs]).toEqual([
      ['version', 'build'],
      ['version', 'deploy'],
    ])
  })
})

describe('the workflow to copy', () => {
  const { jobs } = workflow('workflows-examples/minimal.yml')

  it('gives the image its release tag by its digest, when everything else is done', () => {
    const { uses, with: inputs } = jobs['release']?.steps.at(-1) ?? {}
    expect(uses).toContain('/ecr-push@')
    expect(inputs).toEqual({
      source: 'registry:${{ vars.ECR_REPOSITORY }}@${{ steps.push.outputs.digest }}',
      tags: '${{ steps.semver.outputs.tag }}',
    })
  })
})

describe('a rollback', () => {
  it('waits behind no release', async () => {
    const example = blocks('', await read('actions/ecs-rollback/README.md'))[0]?.[1] ?? ''
    const { jobs } = parse(example) as { readonly jobs: Readonly<Record<string, Pick<Workflow, 'concurrency'>>> }
    const groups = [jobs['rollback'], workflow('.github/workflows/rollback.yml')].map((one) => one?.concurrency?.group)
    expect(groups).toEqual(['rollback-production', 'rollback-production'])
    for (const file of ['.github/workflows/ci-cd.yml', 'workflows-examples/minimal.yml'])
      expect(groups).not.toContain(workflow(file).concurrency?.group)
  })
})

describe('the check itself', () => {
  it.for(documents)('finds the workflows of %s', (document) => {
    expect([...sources.keys()].filter((name) => name.startsWith(`${document}:`))).not.toEqual([])
  })

  it.for([
    ['an unknown key', 'on: push\njobs:\n  a:\n    runs-on: x\n    stepz: []\n'],
    ['an unknown context', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ nope.x }}\n'],
    [
      'a job that needs one that is not there',
      'on: push\njobs:\n  a:\n    needs: zz\n    runs-on: x\n    steps:\n      - run: a\n',
    ],
  ] as const)('sees %s', async ([, content]) => {
    expect(await problems('x.yml', content)).not.toEqual([])
  })
})
