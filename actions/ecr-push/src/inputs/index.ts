export {
  isRegistry,
  targetName,
  type Encryption,
  type ImageName,
  type Limits,
  type NewRepository,
  type PushInputs,
  type ReportFile,
  type Target,
} from './push-inputs.ts'
export { parseImageName } from './read-names.ts'
export { readInputs } from './read-inputs.ts'
