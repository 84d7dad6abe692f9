/** Run in a network and a mount namespace of its own: an action that ends while a name server does not answer it. */
import { execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder = '', main = ''] = process.argv.slice(2)

execFileSync('ip', ['link', 'set', 'lo', 'up'])
const file = join(folder, 'resolv.conf')
// The resolver asks again after 30 s, and gives up after 60 s.
writeFileSync(file, 'nameserver 127.0.0.1\noptions timeout:30 attempts:2\n')
execFileSync('mount', ['--bind', file, '/etc/resolv.conf'])

const questions = new Map<string, number>()
const nameServer = createSocket('udp4').bind(53, '127.0.0.1')
await once(nameServer, 'listening')
nameServer.on('message', (message) => {
  const question = message.toString('hex')
  questions.set(question, (questions.get(question) ?? 0) + 1)
})

const entry = join(import.meta.dirname, 'post-action', 'index.ts')
const action = spawn(process.execPath, ['--conditions=@slipway/source', entry], {
  env: { ...process.env, GITHUB_STATE: '', GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', INPUT_MAIN: main },
  stdio: ['ignore', 'ignore', 'inherit'],
})
const [exitCode] = (await once(action, 'exit')) as [number | null]
nameServer.close()
process.stdout.write(
  JSON.stringify({ exitCode, asked: questions.size > 0, askedAgain: Math.max(...questions.values()) > 1 }),
)
