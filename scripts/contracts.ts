import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Contract } from '../packages/action-io/src/index.ts'
import { parse } from 'yaml'
import type { Manifest } from './docs.ts'

const root = join(import.meta.dirname, '..')

/** The folders of all actions, by looking. */
export function actionFolders(): readonly string[] {
  return globSync('actions/*/action.yml', { cwd: root }).map(dirname).toSorted()
}

export function manifestIn(folder: string): Manifest {
  return parse(readFileSync(join(root, folder, 'action.yml'), 'utf8')) as Manifest
}

export async function contractIn(folder: string): Promise<Contract> {
  const module = (await import(join(root, folder, 'src/contract.ts'))) as { readonly contract: Contract }
  return module.contract
}

/** Where an action's contract and its action.yml say different things; nothing when they agree. */
export function differences(contract: Contract, manifest: Manifest): readonly string[] {
  const [own, documented] = [Object.keys(contract.inputs), Object.keys(manifest.inputs ?? {})]
  return [
    ...onlyIn('input', own, documented),
    ...onlyIn('output', contract.outputs, Object.keys(manifest.outputs ?? {})),
    ...own.filter((name) => documented.includes(name)).flatMap((name) => inputDifferences(name, contract, manifest)),
  ]
}

function onlyIn(kind: string, own: readonly string[], documented: readonly string[]): readonly string[] {
  return [
    ...own.filter((name) => !documented.includes(name)).map((name) => `${kind} ${name} is not in action.yml`),
    ...documented.filter((name) => !own.includes(name)).map((name) => `${kind} ${name} is not in the contract`),
  ]
}

function inputDifferences(name: string, { inputs }: Contract, manifest: Manifest): readonly string[] {
  const [own, documented] = [inputs[name], manifest.inputs?.[name]]
  const defaults = [own?.default ?? '', String(documented?.default ?? '')]
  const required = [own?.required === true, documented?.required === true]
  const values = own?.type === 'choice' ? own.values : []
  const unsaid = values.filter((value) => !(documented?.description ?? '').includes(`\`${value}\``))
  return [
    ...(defaults[0] === defaults[1]
      ? []
      : [`input ${name} is "${defaults[0]}" by default; action.yml says "${defaults[1]}"`]),
    ...(required[0] === required[1] ? [] : [`input ${name} is required in one of the two only`]),
    ...unsaid.map((value) => `input ${name} may be ${value}, which its description in action.yml does not name`),
  ]
}
