import { hostPort } from './port-mappings.ts'
import { taskSize } from './task-size.ts'

type Members = Readonly<Record<string, unknown>>

/** A registered task definition as ECS describes it: what was sent, every unknown member included, and its defaults. */
export function withDefaults(raw: Members): Members {
  const { tags: _, ...given } = raw
  const networkMode = given['networkMode'] as string | undefined
  return {
    ...given,
    ...taskSize(given),
    containerDefinitions: list(given['containerDefinitions']).map((one) => containerWithDefaults(one, networkMode)),
    volumes: given['volumes'] ?? [],
    placementConstraints: given['placementConstraints'] ?? [],
    compatibilities: compatibilities(given),
  }
}

function containerWithDefaults(container: Members, networkMode: string | undefined): Members {
  const healthCheck = container['healthCheck'] as Members | undefined
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    ...container,
    portMappings: list(container['portMappings']).map((mapping) => ({
      protocol: 'tcp',
      ...mapping,
      hostPort: hostPort(mapping, networkMode),
    })),
    ...(healthCheck === undefined ? {} : { healthCheck: { interval: 30, timeout: 5, retries: 3, ...healthCheck } }),
  }
}

/**
 * Fargate wants awsvpc and a size of the task; machines of one's own (EXTERNAL) cannot have awsvpc.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
 */
function compatibilities({ networkMode, cpu, memory }: Members): readonly string[] {
  if (networkMode !== 'awsvpc') return ['EXTERNAL', 'EC2']
  return cpu === undefined || memory === undefined ? ['EC2'] : ['EC2', 'FARGATE']
}

function list(value: unknown): readonly Members[] {
  return (value ?? []) as readonly Members[]
}
