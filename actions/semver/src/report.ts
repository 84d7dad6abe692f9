export { commentMarker, commitsFile, notesFile, pullComment, report, type PullComment } from './report/index.ts'
