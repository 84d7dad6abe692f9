export type OciErrorCode =
  /** The source's text is not understood. */
  | 'SOURCE_INVALID'
  /** The folder or file is not there, or is no OCI layout. */
  | 'SOURCE_UNREADABLE'
  /** Several images and no reference, or a reference that names none. */
  | 'SOURCE_AMBIGUOUS'
  /** A manifest or index that is malformed or of a type that is not pushed. */
  | 'IMAGE_INVALID'
  /** A blob that the image names is not in the source. */
  | 'BLOB_MISSING'
  /** A blob whose size or digest is not what the image says. */
  | 'BLOB_CORRUPT'
  /** A blob of no bytes, which ECR refuses. */
  | 'BLOB_EMPTY'
  | 'REGISTRY_DENIED'
  | 'REGISTRY_REFUSED'
  | 'REGISTRY_UNREACHABLE'
