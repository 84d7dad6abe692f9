import { iamAdvice } from './iam-advice.ts'
import { refusalOf } from './iam-statement.ts'
import { aboutRepository } from './ecr-request.ts'

/** What ECR's registry (`/v2/`) refused, in its own words. */
export interface RegistryRefusal {
  readonly status: number
  /** e.g. `DENIED`; empty where it gave none. */
  readonly code: string
  readonly said: string
}

/**
 * What to do about a refusal, by its cause; `undefined` where its words do not tell. The registry has one code, `DENIED`,
 * for a right, a quota and a key: the messages are those of ECR's API.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html#API_PutImage_Errors
 */
export function ecrRegistryAdvice(repository: string, refusal: RegistryRefusal): string | undefined {
  return causes.find((cause) => cause.matches(refusal))?.remedy(refusal, repository)
}

interface Cause {
  matches(refusal: RegistryRefusal): boolean
  remedy(refusal: RegistryRefusal, repository: string): string
}

const causes: readonly Cause[] = [
  {
    matches: ({ said }) => refusalOf(said).action !== undefined || refusalOf(said).explicit,
    remedy: ({ said }, repository) =>
      iamAdvice(aboutRepository(refusalOf(said).action ?? 'what this step asks for', repository), said),
  },
  {
    matches: ({ said }) => /maximum (?:allowed )?number|quota|limit ?exceeded/i.test(said),
    remedy: () =>
      'let a lifecycle policy expire images that are not used any more, or ask for a higher quota of Amazon ECR in Service Quotas',
  },
  {
    matches: ({ code, said }) => /\bkms\b|kmsexception/i.test(`${code} ${said}`),
    remedy: (_, repository) =>
      `check that the KMS key of repository ${repository} is enabled and not about to be deleted, and that the grants which it gave to ECR were not revoked`,
  },
  {
    matches: ({ code }) => code === 'NAME_UNKNOWN',
    remedy: (_, repository) =>
      `check that no other job deletes repository ${repository}, then run the step again: it was there, or was to be made`,
  },
  {
    matches: ({ status, code, said }) => status === 401 || code === 'UNAUTHORIZED' || /authorization token/i.test(said),
    remedy: () => 'run the step again; should it stay so, check that no proxy takes the Authorization header away',
  },
]
