import { expect, it } from 'vitest'
import { refuseUnsupportedContainer } from '@slipway/local-cloud-ecs/ecs/unsupported-container'

const app = { name: 'app', image: 'app:1' }

it.for([
  { member: 'dependsOn', given: { dependsOn: [{ containerName: 'db', condition: 'START' as const }] } },
  { member: 'environmentFiles', given: { environmentFiles: [{ value: 'arn:aws:s3:::x', type: 's3' as const }] } },
  { member: 'links', given: { links: ['db'] } },
  { member: 'mountPoints', given: { mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] } },
  { member: 'secrets', given: { secrets: [{ name: 'KEY', valueFrom: 'arn:aws:ssm:x' }] } },
  { member: 'restartPolicy', given: { restartPolicy: { enabled: true } } },
  { member: 'volumesFrom', given: { volumesFrom: [{ sourceContainer: 'db' }] } },
])('a container with $member does not start', ({ member, given }) => {
  expect(() => refuseUnsupportedContainer({ ...app, ...given })).toThrow(
    `ResourceInitializationError: the local cloud does not support ${member} (container app)`,
  )
})

it('what is empty or switched off is nothing', () => {
  const nothing = { secrets: [], mountPoints: [], restartPolicy: { enabled: false, ignoredExitCodes: [0] } }
  expect(() => refuseUnsupportedContainer({ ...app, ...nothing })).not.toThrow()
})
