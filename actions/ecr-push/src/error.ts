/** What this action can fail with, besides the codes of its boundaries. */
export type PushErrorCode =
  | 'REPOSITORY_MISSING'
  /** A tag is not where it was put. */
  | 'TAG_MOVED'
  /** A file that an input names cannot be read. */
  | 'FILE_UNREADABLE'
  /** `layers: own`, and nothing says which layers are the base image's. */
  | 'BASE_UNKNOWN'
  /** What a recheck, or `new-only`, is about is not there. */
  | 'TARGET_MISSING'
  /** A report of another scanner is about another image. */
  | 'REPORT_FOREIGN'
  /** An image of another registry. */
  | 'REGISTRY_FOREIGN'
