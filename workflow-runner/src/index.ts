export type { ActionRun, Annotation, Conclusion, LogLine, RunningAction, RunOptions, Timing } from './run.ts'
export { runAction, startAction } from './start-action.ts'
