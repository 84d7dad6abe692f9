import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { processRuntime } from '@slipway/local-cloud-ecs/tasks/process-runtime'
import type { ContainerSpec, TaskRuntime } from '@slipway/local-cloud-ecs/tasks/runtime'
import { tar, type Entry } from '@slipway/test-support/images/layer'

let folder: string
let runtime: TaskRuntime
let lines: string[]

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'runtime-')))
  runtime = processRuntime(folder)
  lines = []
})
afterEach(async () => {
  await runtime.close()
  await rm(folder, { recursive: true, force: true })
})

async function spec(
  files: Readonly<Record<string, string>>,
  cmd: readonly string[],
  more: Partial<ContainerSpec> = {},
): Promise<ContainerSpec> {
  const path = join(folder, 'layer')
  const entries = Object.entries(files).map(([name, content]): Entry => ({ name, content, mode: 0o755 }))
  await writeFile(path, await tar(entries))
  return {
    taskId: 'task1',
    name: 'app',
    image: {
      digest: 'sha256:abc',
      config: { entrypoint: [], cmd, env: ['FROM=image', 'WHO=image'], workingDir: '/srv' },
      layers: [{ digest: 'sha256:layer', mediaType: 'application/vnd.oci.image.layer.v1.tar', path }],
    },
    environment: {},
    ...more,
  }
}

/** A process that has ended but was not reaped yet does not run any more. */
async function isRunning(pid: string | undefined): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', pid ?? '']).catch(() => ({ stdout: '' }))
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

const start = async (container: ContainerSpec) => runtime.start(container, (line) => void lines.push(line))

it.for<{
  name: string
  files: Record<string, string>
  cmd: readonly string[]
  more?: Partial<ContainerSpec>
  said: string[]
}>([
  {
    name: 'runs node of this machine in the working directory',
    files: { 'srv/main.mjs': 'console.log(process.cwd().endsWith("/srv"))' },
    cmd: ['node', 'main.mjs'],
    said: ['true'],
  },
  {
    name: 'maps absolute arguments that the image has',
    files: { 'opt/main.mjs': 'console.log(process.argv[2])', 'opt/data': '' },
    cmd: ['node', '/opt/main.mjs', '/not/there'],
    said: ['/not/there'],
  },
  {
    name: "the image's own executable wins",
    files: { 'usr/bin/node': '#!/bin/sh\necho the image has its own' },
    cmd: ['node'],
    said: ['the image has its own'],
  },
  {
    name: "the definition's environment wins, and PORT over it",
    files: { 'srv/main.mjs': 'const { FROM, WHO, PORT } = process.env; console.log(FROM, WHO, PORT)' },
    cmd: ['node', 'main.mjs'],
    more: { environment: { WHO: 'definition', PORT: '1' }, port: 4711 },
    said: ['image definition 4711'],
  },
  {
    name: "the definition's entry point drops the image's command",
    files: {},
    cmd: ['node', 'main.mjs'],
    more: { entryPoint: ['sh', '-c', 'echo $0 $# entry'] },
    said: ['/bin/sh 0 entry'],
  },
  {
    name: 'nothing of the environment of this process gets in',
    files: { 'srv/main.mjs': 'console.log(Object.keys(process.env).sort().join())' },
    cmd: ['node', 'main.mjs'],
    said: ['FROM,PATH,WHO'],
  },
  {
    name: 'a line without its end is a line',
    files: {},
    cmd: ['sh', '-c', 'echo one; printf two'],
    said: ['one', 'two'],
  },
])('$name', async ({ files, cmd, more, said }) => {
  const container = await start(await spec(files, cmd, more))
  expect(await container.exited).toEqual({ exitCode: 0 })
  expect(lines).toEqual(said)
})

it('keeps exit codes, also of signals', async () => {
  const failed = await start(await spec({}, ['sh', '-c', 'exit 42']))
  expect(await failed.exited).toEqual({ exitCode: 42 })
  const killed = await start(await spec({}, ['sh', '-c', 'kill -9 $$'], { taskId: 'task2' }))
  expect(await killed.exited).toEqual({ exitCode: 137 })
})

it('says what cannot be started, as ECS does', async () => {
  await expect(start(await spec({}, ['absent']))).rejects.toThrow(
    /^CannotStartContainerError: .*exec: "absent": executable file not found in \$PATH$/,
  )
})

it('asks with SIGTERM first', async () => {
  const container = await start(
    await spec(
      {
        'srv/main.mjs': "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')",
      },
      ['node', 'main.mjs'],
    ),
  )
  await expect.poll(() => lines).toEqual(['up'])
  await container.stop(10_000)
  expect(await container.exited).toEqual({ exitCode: 7 })
})

it('kills what does not listen, with all its children', async () => {
  const container = await start(
    await spec({}, ['sh', '-c', 'trap "" TERM; sleep 600 & echo $!; while true; do sleep 600; done']),
  )
  await expect.poll(() => lines.length).toBe(1)
  await container.stop(100)
  expect(await container.exited).toEqual({ exitCode: 137 })
  await expect.poll(() => isRunning(lines[0])).toBe(false)
})

it('ends children that the main process leaves behind', async () => {
  const container = await start(await spec({}, ['sh', '-c', 'sleep 600 & echo $!']))
  expect(await container.exited).toEqual({ exitCode: 0 })
  await expect.poll(() => isRunning(lines[0])).toBe(false)
})

it('leaves nothing behind, also where this process is killed', async () => {
  const program = ['--conditions=@slipway/source', join(import.meta.dirname, 'host.ts'), folder]
  const host = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  const over = once(host, 'exit').then(([code]) => Promise.reject(new Error(`the host ended with ${code}`)))
  const [said] = (await Promise.race([once(host.stdout.setEncoding('utf8'), 'data'), over])) as [string]
  over.catch(() => undefined)
  const pids = said.trim().split(' ')
  expect(await Promise.all(pids.map((pid) => isRunning(pid)))).toEqual([true, true])
  host.kill('SIGKILL')
  await expect.poll(() => Promise.all(pids.map((pid) => isRunning(pid)))).toEqual([false, false])
})

it('runs health checks inside, and ends those that take too long', async () => {
  const container = await start(
    await spec({ 'srv/ok.mjs': '' }, ['sleep', '600'], { entryPoint: ['sh', '-c', 'sleep 600'] }),
  )
  expect(await container.exec({ kind: 'arguments', arguments: ['node', 'ok.mjs'] }, 10_000)).toBe(0)
  expect(await container.exec({ kind: 'shell', line: 'test "$FROM" = image && exit 3' }, 10_000)).toBe(3)
  expect(await container.exec({ kind: 'shell', line: 'sleep 600' }, 100)).toBe(1)
  expect(await container.exec({ kind: 'arguments', arguments: ['absent'] }, 10_000)).toBe(1)
})

it('gives each task files of its own, and takes them away', async () => {
  const write = await spec({ 'srv/count': '' }, ['sh', '-c', 'echo x >> count; cat count'])
  await (
    await start(write)
  ).exited
  await (
    await start({ ...write, taskId: 'task2' })
  ).exited
  expect(lines).toEqual(['x', 'x'])
  expect((await readdir(join(folder, 'tasks'))).toSorted()).toEqual(['task1', 'task2'])
  await runtime.remove('task1')
  expect(await readdir(join(folder, 'tasks'))).toEqual(['task2'])
})

it('starts nothing more once it is closed, and ends what is only just starting', async () => {
  const container = await spec({}, ['sh', '-c', 'sleep 600'])
  const starting = Array.from({ length: 4 }, (_, n) => start({ ...container, name: `app${n}` }))
  const ended = Promise.allSettled(starting)
  await runtime.close()
  for (const one of await ended) {
    const how = one.status === 'fulfilled' ? `exit code ${(await one.value.exited).exitCode}` : String(one.reason)
    expect(how).toMatch(/^exit code 137$|CannotStartContainerError: the cloud stops$/)
  }
  await expect(start(container)).rejects.toThrow('the cloud stops')
})

it('does not wait for what left the group and keeps its output open, as a daemon does', async () => {
  const daemon = `const { pid } = spawn('sleep', ['600'], { detached: true, stdio: 'inherit' }); console.log(pid)`
  const script = `const { spawn } = require('node:child_process'); ${daemon}; process.exit(3)`
  const running = await start(await spec({}, ['node', '-e', script]))
  expect(await running.exited).toEqual({ exitCode: 3 })
  process.kill(Number(lines[0]), 'SIGKILL')
})

it('closes although somebody has killed its reaper', async () => {
  await start(await spec({}, ['sh', '-c', 'sleep 600']))
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args='])
  const children = stdout.split('\n').map((line) => line.trim().split(/\s+/))
  const reaper = children.find(
    ([, parent, ...args]) => Number(parent) === process.pid && args.join(' ').includes('groups='),
  )
  process.kill(Number(reaper?.[0]), 'SIGKILL')
  await expect.poll(() => isRunning(reaper?.[0])).toBe(false)
  await runtime.close()
})
