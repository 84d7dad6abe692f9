import { invalid } from './errors.ts'

/** https://docs.aws.amazon.com/general/latest/gr/ecs-service.html#limits_ecs, "Tasks per service" */
const mostTasks = 5000

/** "This is required if schedulingStrategy is REPLICA or isn't specified", and a whole number that is not negative. */
export function checkDesiredCount(count: number | undefined): number {
  if (count === undefined)
    throw invalid('desiredCount is required when schedulingStrategy is REPLICA or not specified.')
  if (count > mostTasks) throw invalid(`desiredCount must be at most ${mostTasks}, not ${count}.`)
  if (Number.isInteger(count) && count >= 0) return count
  throw invalid(`desiredCount must be a whole number that is not negative, not ${count}.`)
}
