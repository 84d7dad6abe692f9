import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const given = join(import.meta.dirname, '..', '..', '..', 'app', 'task-definition.json')

type Json = Readonly<Record<string, unknown>>

/** Writes the service's task definition with one change: tasks are processes on this machine, so they listen on loopback. */
export async function writeTaskDefinition(path: string): Promise<void> {
  const definition = JSON.parse(await readFile(given, 'utf8')) as Json & { readonly containerDefinitions: Json[] }
  const containerDefinitions = definition.containerDefinitions.map((container) => ({
    ...container,
    environment: [...(container['environment'] as Json[]), { name: 'HOST', value: '127.0.0.1' }],
  }))
  await writeFile(path, JSON.stringify({ ...definition, containerDefinitions }, null, 2))
}
