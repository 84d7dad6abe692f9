import type { Story } from '../story.ts'

const passes = { verdict: 'pass', reason: 'clean', tags: ['v1.0.0'] } as const
const describeFindings = { service: 'ecr', operation: 'DescribeImageScanFindings' }
const registry = { service: 'registry' }

/** AWS and its registry on a bad day. */
export const faults: readonly Story[] = [
  {
    name: 'a burst of throttling while the findings are read',
    faults: [{ ...describeFindings, code: 'ThrottlingException', times: 5 }],
    ...passes,
  },
  {
    name: 'a burst of throttling while the tag is given',
    faults: [{ service: 'ecr', operation: 'PutImage', code: 'ThrottlingException', times: 4 }],
    ...passes,
  },
  {
    name: 'a burst of throttling at login',
    faults: [{ service: 'ecr', operation: 'GetAuthorizationToken', code: 'ThrottlingException', times: 2 }],
    ...passes,
  },
  {
    name: 'errors of the server while the findings are read',
    faults: [{ ...describeFindings, code: 'ServerException', status: 500, times: 10 }],
    ...passes,
  },
  {
    name: 'findings that AWS never says anything of: the wait ends with scan-timeout',
    faults: [{ ...describeFindings, code: 'STALL', times: 'always' }],
    inputs: { 'scan-timeout': '1s' },
    verdict: 'inconclusive',
    reason: 'scan-timeout',
    says: /no answer of AWS.*run the step again: AWS gave no answer$/,
    tags: [],
  },
  {
    name: 'findings that are throttled to the end: nobody said that there is no scan record',
    faults: [{ ...describeFindings, code: 'ThrottlingException', times: 'always' }],
    inputs: { 'scan-timeout': '1s' },
    verdict: 'inconclusive',
    reason: 'scan-timeout',
    says: /^(?!.*no scan record).*run the step again: AWS gave no answer$/,
    tags: [],
  },
  {
    name: 'findings that may not be read: the message names the statement',
    faults: [{ ...describeFindings, code: 'AccessDeniedException', times: 'always' }],
    verdict: 'inconclusive',
    reason: 'AWS_ACCESS_DENIED',
    says: /grant ecr:DescribeImageScanFindings on repository watched\/story-\d+/,
    tags: [],
  },
  {
    name: 'tags that may not be given: the message names the statement',
    faults: [{ service: 'ecr', operation: 'PutImage', code: 'AccessDeniedException', times: 'always' }],
    verdict: 'inconclusive',
    reason: 'AWS_ACCESS_DENIED',
    says: /grant ecr:PutImage on repository watched\/story-\d+/,
    tags: [],
  },
  {
    name: 'credentials that expire while the scan is waited for',
    faults: [{ ...describeFindings, code: 'ExpiredTokenException', after: 1, times: 'always' }],
    verdict: 'inconclusive',
    reason: 'AWS_CREDENTIALS_EXPIRED',
    tags: [],
  },
  {
    name: 'a repository that is not there',
    inputs: { repository: 'watched/nothing-here' },
    verdict: 'inconclusive',
    reason: 'REPOSITORY_MISSING',
    says: /create-repository/,
    tags: [],
  },
  {
    name: 'the registry password expires in the middle of the push',
    faults: [{ ...registry, operation: 'StartUpload', code: 'EXPIRE', after: 1 }],
    ...passes,
  },
  {
    name: 'the registry cuts the connection in the middle of a blob, twice',
    faults: [{ ...registry, operation: 'FinishUpload', code: 'RESET', afterBytes: 500, times: 2 }],
    ...passes,
  },
  {
    name: 'a blob arrives and its answer is lost',
    faults: [{ ...registry, operation: 'FinishUpload', code: 'RESET', applied: true }],
    ...passes,
  },
  {
    name: 'the registry is busy: 429 with Retry-After',
    faults: [
      { ...registry, operation: 'StartUpload', code: 'TOOMANYREQUESTS', status: 429, headers: { 'Retry-After': '1' } },
    ],
    ...passes,
  },
  {
    name: 'the registry answers 503 to manifests',
    faults: [{ ...registry, operation: 'PutManifest', code: 'UNKNOWN', status: 503, times: 2 }],
    ...passes,
  },
  {
    name: 'the registry refuses the push',
    faults: [{ ...registry, operation: 'StartUpload', code: 'DENIED', status: 403, times: 'always' }],
    verdict: 'inconclusive',
    reason: 'REGISTRY_DENIED',
    tags: [],
  },
  {
    name: 'a tag is given and the answer is lost',
    faults: [{ service: 'ecr', operation: 'PutImage', code: 'RESET', applied: true }],
    ...passes,
  },
]
