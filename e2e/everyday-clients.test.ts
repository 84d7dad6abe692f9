import { join } from 'node:path'
import type { LocalCloud } from '@slipway/local-cloud'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available, command } from './command.ts'
import { clientOptions } from '@slipway/test-support/cloud/client-options'
import { startLocalCloud } from '@slipway/test-support/cloud/local-cloud'
import { imageOf } from '@slipway/test-support/images/layer'
import { push } from '@slipway/test-support/images/push-image'

const python = process.env['SLIPWAY_PYTHON'] ?? 'python3'
/** An older one reads no AWS_ENDPOINT_URL, and would call AWS itself. */
const readsEndpoint = 'import botocore; assert tuple(map(int, botocore.__version__.split(".")[:2])) >= (1, 31)'
const boto3 = await available(python, ['-c', `${readsEndpoint}; import boto3`])
const cli = await available(python, ['-c', `${readsEndpoint}; import awscli.clidriver`])

let cloud: LocalCloud
beforeAll(async () => {
  cloud = await startLocalCloud({ speed: 100 })
})
afterAll(() => cloud.stop())

/** What came of a call. */
interface Played {
  readonly name: string
  readonly problem: string | null
}

/** Plays all calls of a script in one process; gives those that did not do as they should, and how many there were. */
async function play(script: string, more: Readonly<Record<string, string>> = {}): Promise<readonly Played[]> {
  const region = cloud.env['AWS_REGION'] ?? ''
  const out = await command(python, [join(import.meta.dirname, 'everyday-clients', script)], {
    ...cloud.env,
    // All that they read of the place, and nothing of the developer's own.
    ...{ AWS_DEFAULT_REGION: region, AWS_PROFILE: undefined, AWS_DEFAULT_PROFILE: undefined },
    ...{
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
    },
    ...{ PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore', AWS_PAGER: '' },
    ...more,
  })
  return out.split('\n').map((line) => JSON.parse(line) as Played)
}

function failures(played: readonly Played[]): readonly Played[] {
  return played.filter(({ problem }) => problem !== null)
}

const server = `
import { createServer } from 'node:http'
console.log('listening')
createServer((_request, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
`

async function pushServer(): Promise<string> {
  await new ECRClient(clientOptions(cloud)).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const image = await imageOf({ 'srv/server.mjs': server }, { Entrypoint: ['node'], Cmd: ['/srv/server.mjs'] })
  await push(cloud, 'app', image, 'v1')
  return `${cloud.registryHost}/app:v1`
}

describe.skipIf(!boto3)('lane: boto3 (the first everyday calls, and refusals by name)', () => {
  it('finds what it asks for', async () => {
    const played = await play('boto3_calls.py', { IMAGE: await pushServer() })
    expect(failures(played)).toEqual([])
    expect(played.length).toBeGreaterThan(50)
  })
})

describe.skipIf(!cli)('lane: AWS CLI (the first everyday calls, and refusals by name)', () => {
  it('finds what it asks for', async () => {
    const played = await play('aws_cli_calls.py')
    expect(failures(played)).toEqual([])
    expect(played.length).toBeGreaterThan(25)
  })
})
