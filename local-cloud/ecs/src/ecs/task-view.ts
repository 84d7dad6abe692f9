import type { Task } from '@aws-sdk/client-ecs'
import type { TaskRecord } from './records.ts'

/** A task with its tags, where they are asked for. */
export function taskView({ view, tags }: TaskRecord, include: readonly string[]): Task {
  return include.includes('TAGS') ? { ...view, tags: [...tags] } : view
}
