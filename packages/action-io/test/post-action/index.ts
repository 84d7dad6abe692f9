import { lookup } from 'node:dns'
import { setTimeout as delay } from 'node:timers/promises'
import { Failure } from '@slipway/outcome'
import { readContract, runAction, savedState } from '../../src/index.ts'

const login = savedState<{ readonly host: string; readonly files: readonly string[] }>('login')

const ends = ['pass', 'throw', 'throw-later', 'exit', 'wait', 'leave', 'look-up', 'look-up-and-throw'] as const

const contract = {
  name: 'post-action',
  inputs: {
    main: { type: 'choice', values: ends, default: 'pass' },
    post: { type: 'choice', values: ends, default: 'pass' },
  },
  outputs: [],
} as const
const how = (when: 'main' | 'post'): (typeof ends)[number] => readContract(contract, ({ values }) => values[when])

await runAction({
  contract,
  async main(signal) {
    say('main runs')
    login.save({ host: 'registry:5000', files: ['a', 'b\nc'] })
    await end(how('main'), signal)
    return { outputs: {}, summary: '' }
  },
  async post() {
    say(`post runs with ${JSON.stringify(login.read())}`)
    await end(how('post'))
  },
})

async function end(what: (typeof ends)[number], signal?: AbortSignal): Promise<void> {
  if (what === 'throw')
    throw new Failure('NO_LUCK', 'it broke\n::error::here', { remedy: 'mend it', cause: new Error('deep') })
  if (what === 'throw-later') {
    setImmediate(() => {
      throw new Error('broke later')
    })
    await delay(600_000)
  }
  if (what === 'exit') process.kill(process.pid, 'SIGKILL')
  if (what === 'leave') {
    setInterval(() => undefined, 1000)
    for (let line = 1; line <= 20_000; line += 1) say(`line ${line} of what was done`)
  }
  if (what.startsWith('look-up')) {
    lookup('registry.example', () => undefined)
    await delay(500)
    if (what === 'look-up-and-throw') throw new Error('it broke')
  }
  if (what === 'wait') {
    say('waiting')
    await delay(600_000, undefined, signal === undefined ? {} : { signal })
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
