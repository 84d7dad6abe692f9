export {
  isRegistry,
  parseImageName,
  readInputs,
  targetName,
  type ImageName,
  type Limits,
  type PushInputs,
  type ReportFile,
  type Target,
} from './inputs/index.ts'
