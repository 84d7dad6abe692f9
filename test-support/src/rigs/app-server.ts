import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import type { ContainerDefinition } from '@aws-sdk/client-ecs'
import type { LocalCloud } from '@slipway/local-cloud'
import { imageOf } from '../images/layer.ts'
import { ecrClient, push } from '../images/push-image.ts'

/** Answers `{ version }` on every path but /health, which fails with `sick`; exits at once with `crash`. */
const server = `
import { createServer } from 'node:http'
const { PORT, VERSION, FAULT } = process.env
console.log('starting ' + VERSION)
if (FAULT === 'crash') { console.error('no database'); process.exit(3) }
const server = createServer((request, response) => {
  const sick = FAULT === 'sick' && request.url === '/health'
  setTimeout(() => response.writeHead(sick ? 500 : 200).end(JSON.stringify({ version: VERSION })), 5)
})
// Longer than the load balancer keeps a connection, as ALB asks of its targets.
server.keepAliveTimeout = 3_600_000
if (FAULT !== 'deaf') server.listen(Number(PORT), '127.0.0.1')
else setInterval(() => {}, 1000)
process.on('SIGTERM', () => { console.log('bye'); server.close(() => process.exit(0)); setTimeout(() => process.exit(0), 50) })
`

/** Pushes it as `app:v1`; answers with the image's name. */
export async function pushServer(cloud: LocalCloud): Promise<string> {
  await ecrClient(cloud).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const bytes = await imageOf(
    {
      'srv/server.mjs': server,
      'srv/check.mjs': `const r = await fetch('http://127.0.0.1:' + process.env.PORT + '/health'); process.exit(r.ok ? 0 : 1)`,
    },
    { Entrypoint: ['node'], Cmd: ['server.mjs'], WorkingDir: '/srv', Env: ['VERSION=image', 'FAULT=none'] },
  )
  const pushed = await push(cloud, 'app', bytes, 'v1')
  if (!pushed.ok) throw new Error(`the image was not taken: ${pushed.status} ${await pushed.text()}`)
  return `${cloud.registryHost}/app:v1`
}

/** Its container in a task definition, which logs to `/app`. */
export function containerDefinition(
  image: string,
  version: string,
  fault: string,
  more: Partial<ContainerDefinition>,
): ContainerDefinition {
  return {
    name: 'app',
    image,
    essential: true,
    portMappings: [{ containerPort: 8080 }],
    environment: [
      { name: 'VERSION', value: version },
      { name: 'FAULT', value: fault },
    ],
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': '/app', 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'web' },
    },
    ...more,
  }
}
