import type { Ground } from '../ground.ts'
import type { Balancing } from '../world.ts'

export function createBalancing(_ground: Ground): Balancing {
  const absent = (): never => {
    throw new Error('the load balancer is not built yet')
  }
  return { register: absent, deregister: absent, health: absent, weights: absent, shift: absent }
}
