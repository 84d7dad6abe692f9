export { report } from './report/index.ts'
