import type { Story } from '../story.ts'

/** What one exception of one call comes to; a burst of one, unless it is said that it stays. */
interface Row {
  readonly operation: string
  readonly code: string
  readonly stays?: boolean
  readonly message?: string
  readonly byHand?: boolean
  readonly end: 'clean' | readonly ['fail' | 'inconclusive', string]
  readonly says?: RegExp
}

const start = { operation: 'StartImageScan', byHand: true }
const broken = ['inconclusive', 'AWS_ERROR'] as const

/** Every exception that the API reference lists for the calls that a release rests on. */
const rows: readonly Row[] = [
  { operation: 'PutImage', code: 'ServerException', end: 'clean' },
  { operation: 'PutImage', code: 'LimitExceededException', end: 'clean' },
  {
    operation: 'PutImage',
    code: 'ImageTagAlreadyExistsException',
    stays: true,
    end: ['fail', 'tag-conflict'],
    says: /v1\.0\.0 is immutable/,
  },
  { operation: 'PutImage', code: 'ImageAlreadyExistsException', stays: true, end: ['inconclusive', 'TAG_MOVED'] },
  ...[
    'ImageDigestDoesNotMatchException',
    'LayersNotFoundException',
    'ReferencedImagesNotFoundException',
    'KmsException',
    'RepositoryNotFoundException',
    'InvalidParameterException',
  ].map((code): Row => ({ operation: 'PutImage', code, stays: true, end: broken, says: new RegExp(code) })),
  { ...start, code: 'ServerException', end: 'clean' },
  { ...start, code: 'ImageNotFoundException', end: 'clean' },
  { ...start, code: 'LimitExceededException', stays: true, end: ['inconclusive', 'scan-timeout'] },
  { ...start, code: 'UnsupportedImageTypeException', stays: true, end: ['fail', 'unscannable'] },
  { ...start, code: 'ImageArchivedException', stays: true, end: ['fail', 'unscannable'], says: /archived/ },
  {
    ...start,
    code: 'ValidationException',
    message: 'This feature is disabled',
    stays: true,
    end: ['fail', 'unscannable'],
    says: /enhanced/,
  },
  ...['RepositoryNotFoundException', 'InvalidParameterException'].map((code): Row => ({
    ...start,
    code,
    stays: true,
    end: broken,
    says: new RegExp(code),
  })),
  ...['RepositoryNotFoundException', 'ValidationException', 'InvalidParameterException'].map((code): Row => ({
    operation: 'DescribeImageScanFindings',
    code,
    stays: true,
    end: broken,
    says: new RegExp(code),
  })),
  { operation: 'BatchCheckLayerAvailability', code: 'AccessDeniedException', stays: true, end: 'clean' },
  {
    operation: 'DescribeImages',
    code: 'AccessDeniedException',
    stays: true,
    end: ['inconclusive', 'AWS_ACCESS_DENIED'],
    says: /grant ecr:DescribeImages/,
  },
]

export const exceptions: readonly Story[] = rows.map(({ operation, code, stays, message, byHand, end, says }) => ({
  name: `${operation}: ${code}${stays === true ? ', every time' : ', once'}`,
  settings: { imageScanningConfiguration: { scanOnPush: byHand !== true } },
  faults: [
    {
      service: 'ecr',
      operation,
      code,
      ...(code === 'ServerException' ? { status: 500 } : {}),
      ...(message === undefined ? {} : { message }),
      times: stays ? 'always' : 1,
    },
  ],
  inputs: end === 'clean' ? {} : { 'scan-timeout': '2s' },
  ...(end === 'clean'
    ? { verdict: 'pass', reason: 'clean', tags: ['v1.0.0'] }
    : { verdict: end[0], reason: end[1], tags: [] }),
  ...(says === undefined ? {} : { says }),
}))
