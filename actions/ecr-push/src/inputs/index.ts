export {
  isRegistry,
  targetName,
  type ImageName,
  type Limits,
  type PushInputs,
  type ReportFile,
  type Target,
} from './push-inputs.ts'
export { parseImageName } from './read-names.ts'
export { readInputs } from './read-inputs.ts'
