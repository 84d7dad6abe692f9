export {
  commentMarker,
  commitsFile,
  notesFile,
  pullComment,
  refusedReport,
  report,
  type PullComment,
} from './report/index.ts'
