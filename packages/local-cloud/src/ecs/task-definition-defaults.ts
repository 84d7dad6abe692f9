type Members = Readonly<Record<string, unknown>>

/** A registered task definition as ECS describes it: what was sent, every unknown member included, and its defaults. */
export function withDefaults(raw: Members): Members {
  const { tags: _, ...given } = raw
  return {
    ...given,
    containerDefinitions: list(given['containerDefinitions']).map((container) => containerWithDefaults(container)),
    volumes: given['volumes'] ?? [],
    placementConstraints: given['placementConstraints'] ?? [],
    compatibilities: ['EC2', 'FARGATE'],
  }
}

function containerWithDefaults(container: Members): Members {
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
      hostPort: mapping['containerPort'],
      protocol: 'tcp',
      ...mapping,
    })),
    ...(healthCheck === undefined ? {} : { healthCheck: { interval: 30, timeout: 5, retries: 3, ...healthCheck } }),
  }
}

function list(value: unknown): readonly Members[] {
  return (value ?? []) as readonly Members[]
}
