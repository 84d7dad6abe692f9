import { lookup } from 'node:dns'
import { setTimeout as delay } from 'node:timers/promises'
import { Failure } from '@slipway/outcome'
import { inputs, runAction, savedState } from '../../src/index.ts'

const login = savedState<{ readonly host: string; readonly files: readonly string[] }>('login')

const ends = ['pass', 'throw', 'throw-later', 'exit', 'wait', 'leave', 'look-up', 'look-up-and-throw'] as const

await runAction({
  name: 'post-action',
  judges: false,
  async main(signal) {
    say('main runs')
    login.save({ host: 'registry:5000', files: ['a', 'b\nc'] })
    await end(inputs.choice('main', ends, 'pass'), signal)
    return { outputs: {}, summary: '' }
  },
  async post() {
    say(`post runs with ${JSON.stringify(login.read())}`)
    await end(inputs.choice('post', ends, 'pass'))
  },
})

async function end(how: (typeof ends)[number], signal?: AbortSignal): Promise<void> {
  if (how === 'throw')
    throw new Failure('NO_LUCK', 'it broke\n::error::here', { remedy: 'mend it', cause: new Error('deep') })
  if (how === 'throw-later') {
    setImmediate(() => {
      throw new Error('broke later')
    })
    await delay(600_000)
  }
  if (how === 'exit') process.kill(process.pid, 'SIGKILL')
  if (how === 'leave') {
    setInterval(() => undefined, 1000)
    for (let line = 1; line <= 20_000; line += 1) say(`line ${line} of what was done`)
  }
  if (how.startsWith('look-up')) {
    lookup('registry.example', () => undefined)
    await delay(500)
    if (how === 'look-up-and-throw') throw new Error('it broke')
  }
  if (how === 'wait') {
    say('waiting')
    await delay(600_000, undefined, signal === undefined ? {} : { signal })
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
