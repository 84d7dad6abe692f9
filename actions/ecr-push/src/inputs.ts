export {
  isRegistry,
  parseImageName,
  readInputs,
  targetName,
  type Encryption,
  type ImageName,
  type Limits,
  type NewRepository,
  type PushInputs,
  type ReportFile,
  type Target,
} from './inputs/index.ts'
