import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const given = join(import.meta.dirname, '..', '..', '..', 'app', 'task-definition.json')

type Json = Readonly<Record<string, unknown>>

/** Tasks are processes on this machine, so they listen on loopback; a line for every good answer would be many. */
const here = [
  { name: 'HOST', value: '127.0.0.1' },
  { name: 'LOG_LEVEL', value: 'warn' },
]

/** Writes the service's task definition, changed only in the environment of its container. */
export async function writeTaskDefinition(path: string): Promise<void> {
  const definition = JSON.parse(await readFile(given, 'utf8')) as Json & { readonly containerDefinitions: Json[] }
  const containerDefinitions = definition.containerDefinitions.map((container) => ({
    ...container,
    environment: [...others(container['environment'] as Json[]), ...here],
  }))
  await writeFile(path, JSON.stringify({ ...definition, containerDefinitions }, null, 2))
}

function others(environment: readonly Json[]): readonly Json[] {
  return environment.filter((variable) => !here.some(({ name }) => name === variable['name']))
}
