/** Run in a network and a mount namespace of its own: a name server that never answers, and a name of the hosts file. */
import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createProbe, type ProbeResult } from '../src/index.ts'

const [folder = ''] = process.argv.slice(2)

execFileSync('ip', ['link', 'set', 'lo', 'up'])
replace('/etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:30 attempts:5\n')
replace('/etc/hosts', '127.0.0.1 localhost known.example\n')

const nameServer = createSocket('udp4').bind(53, '127.0.0.1').unref()
const asked = once(nameServer, 'message')
const server = createServer((_request, response) => response.end('here')).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

const probe = createProbe()
const ask = (name: string, timeoutMs: number): Promise<ProbeResult> =>
  probe.send({ url: `http://${name}:${port}/`, timeoutMs })

// Two attempts each: the second finds the lookup of the first still under way.
const silent = ['one.example', 'two.example', 'three.example'].map(async (name) => [
  await ask(name, 1000),
  await ask(name, 1000),
])
await asked
const known = await ask('known.example', 60_000)
const results = { silent: (await Promise.all(silent)).flat(), known, lookups: lookups() }
process.stdout.write(JSON.stringify(results))
server.close()
server.closeAllConnections()

/** The processes that are still there, and what they look up. */
function lookups(): readonly (readonly [pid: number, name: string | undefined])[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
  return children.map((pid) => [Number(pid), /\w+\.example/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[0]])
}

function replace(path: string, text: string): void {
  const file = join(folder, path.replaceAll('/', '-'))
  writeFileSync(file, text)
  execFileSync('mount', ['--bind', file, path])
}
