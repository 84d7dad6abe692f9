import type { Service } from '@slipway/local-cloud-frame/operation'
import type { InspectorContext } from './context.ts'
import { batchGetFindingDetails } from './operations/batch-get-finding-details.ts'
import { listCoverage } from './operations/list-coverage.ts'
import { listFindings } from './operations/list-findings.ts'

/** Amazon Inspector, as far as it looks at images: fed by the same scripts as ECR's scans. */
export const inspector2: Service<InspectorContext> = {
  name: 'inspector2',
  protocols: [{ kind: 'rest-json' }],
  operations: {
    BatchGetFindingDetails: batchGetFindingDetails,
    ListCoverage: listCoverage,
    ListFindings: listFindings,
  },
}
