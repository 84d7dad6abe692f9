export {
  isRegistry,
  targetName,
  type ImageName,
  type Limits,
  type PushInputs,
  type Target,
} from './inputs/push-inputs.ts'
export { readInputs } from './inputs/read-inputs.ts'
export { parseImageName } from './inputs/read-names.ts'
