import { argv } from 'node:process'
import { processRuntime } from '@slipway/local-cloud-ecs/tasks/process-runtime'

// A process that runs one container and says its children's ids, until it is killed.
const [, , folder = ''] = argv
const image = { digest: 'sha256:0', config: { entrypoint: [], cmd: [], env: [], workingDir: '/' }, layers: [] }
await processRuntime(folder).start(
  { taskId: 'task', name: 'app', image, environment: {}, command: ['sh', '-c', 'sleep 600 & echo $$ $!; wait'] },
  (line) => process.stdout.write(`${line}\n`),
)
