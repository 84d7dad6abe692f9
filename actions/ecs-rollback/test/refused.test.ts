import { describe, expect, it } from 'vitest'
import { definitionArn, revisionArn } from './memory-ecs.ts'
import { goes, play } from './scenes.ts'

describe('a release under way', () => {
  const past = ['SUCCESSFUL r1', 'SUCCESSFUL r2', 'IN_PROGRESS r3']

  it('is stopped also where the definition to which ECS goes back is INACTIVE: UpdateService is not needed', async () => {
    const { result, ecs } = await play({ past, inactive: [definitionArn(2)], afterStop: [goes('r2')] })
    expect(result.judgement).toMatchObject({ verdict: 'pass', reason: 'restored' })
    expect(ecs.writes).toEqual(['StopServiceDeployment sd/3'])
  })

  it('is left alone where the target is another one, and INACTIVE', async () => {
    const failing = play({ past, inactive: [definitionArn(1)], to: revisionArn('r1') })
    await expect(failing).rejects.toMatchObject({ code: 'TASK_DEFINITION_INACTIVE' })
  })
})

describe('is refused before anything is touched', () => {
  it('to an INACTIVE task definition', async () => {
    const failing = play({ past: ['SUCCESSFUL r1', 'SUCCESSFUL r2'], inactive: [definitionArn(1)] })
    await expect(failing).rejects.toMatchObject({
      code: 'TASK_DEFINITION_INACTIVE',
      message: expect.stringContaining('is INACTIVE'),
    })
  })

  it.for([
    ['a task definition that the service never ran', definitionArn(9)],
    ['a revision of another service', revisionArn('r1').replace('/api/', '/web/')],
  ] as const)('to %s', async ([, to]) => {
    await expect(play({ past: ['SUCCESSFUL r1'], to })).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
  })
})
