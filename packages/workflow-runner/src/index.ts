export type { ActionRun, Annotation, Conclusion, LogLine, RunningAction, RunOptions } from './run.ts'
