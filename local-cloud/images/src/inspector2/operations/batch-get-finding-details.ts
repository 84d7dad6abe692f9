import type {
  BatchGetFindingDetailsCommandInput,
  BatchGetFindingDetailsCommandOutput,
  FindingDetail,
  FindingDetailsError,
} from '@aws-sdk/client-inspector2'
import { uriOf } from '../../ecr/enhanced-finding.ts'
import { operation, type Operation } from '../context.ts'
import type { Answer } from '@slipway/local-cloud-frame/operation'
import { findingsOf, type ShownFinding } from '../findings.ts'
import { scannedImages } from '../scanned-images.ts'
import { invalid } from '../validation.ts'

/** Answers 200 with errors: what was not found is listed, not thrown. */
export const batchGetFindingDetails: Operation = operation<
  BatchGetFindingDetailsCommandInput,
  Answer<BatchGetFindingDetailsCommandOutput>
>({
  page: 'https://docs.aws.amazon.com/inspector/v2/APIReference/API_BatchGetFindingDetails.html',
  accepts: ['findingArns'],
  returns: ['findingDetails[].findingArn', 'errors[].findingArn', 'errors[].errorCode', 'errors[].errorMessage'],
  async run(world, { findingArns = [] }) {
    if (findingArns.length < 1 || findingArns.length > 10) throw invalid('findingArns', 'must have 1 to 10 members')
    const all = (await Promise.all(scannedImages(world).map((image) => findingsOf(world, image)))).flat()
    const byArn = new Map(all.map((shown) => [shown.finding.findingArn, shown]))
    const findingDetails: FindingDetail[] = []
    const errors: FindingDetailsError[] = []
    for (const findingArn of findingArns) {
      const shown = byArn.get(findingArn)
      if (shown !== undefined) findingDetails.push(detailOf(findingArn, shown))
      else
        errors.push({ findingArn, errorCode: 'FINDING_DETAILS_NOT_FOUND', errorMessage: 'Finding details not found' })
    }
    return { findingDetails, errors }
  },
})

const day = 24 * 60 * 60 * 1000

function detailOf(findingArn: string, { finding, scripted }: ShownFinding): FindingDetail {
  const { epss, kev = false, exploit = false } = scripted
  const seenAt = finding.firstObservedAt ?? new Date()
  return {
    findingArn,
    ...(kev && { cisaData: cisaData(new Date(seenAt.getTime() - 30 * day)) }),
    ...(exploit && { exploitObserved: { firstSeen: new Date(seenAt.getTime() - 30 * day), lastSeen: seenAt } }),
    ...(epss !== undefined && { epssScore: epss }),
    referenceUrls: [uriOf(scripted)],
  }
}

/** CISA gives three weeks for most of what is in its catalogue. */
function cisaData(dateAdded: Date): NonNullable<FindingDetail['cisaData']> {
  return {
    dateAdded,
    dateDue: new Date(dateAdded.getTime() + 21 * day),
    action: 'Apply mitigations per vendor instructions or discontinue use of the product.',
  }
}
