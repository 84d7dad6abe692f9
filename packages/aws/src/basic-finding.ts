import type { ImageScanFinding } from '@aws-sdk/client-ecr'
import { baseScore } from './cvss-score.ts'
import type { ReportedFinding } from './reported-finding.ts'

/**
 * Basic scanning tells package and scores as attributes: `package_name`, `package_version`, `CVSS3_SCORE` and so on.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFinding.html
 */
export function basicFinding({
  name = '',
  severity,
  uri,
  description,
  attributes = [],
}: ImageScanFinding): ReportedFinding {
  const attribute = (key: string): string => attributes.find((one) => one.key === key)?.value ?? ''
  const found = { name: attribute('package_name'), version: attribute('package_version') }
  const score = baseScore(
    attributes.flatMap(({ key = '', value = '' }) => {
      const [, version] = /^CVSS(\d)_SCORE$/.exec(key) ?? []
      return version === undefined || value.trim() === '' ? [] : [{ version, baseScore: Number(value) }]
    }),
  )
  return {
    id: JSON.stringify([name, found.name, found.version]),
    vulnerability: name,
    severity: severity ?? '',
    packages: found.name === '' ? [] : [found],
    source: 'ecr',
    ...(uri === undefined ? {} : { uri }),
    ...(description === undefined || description === '' ? {} : { description }),
    ...(score === undefined ? {} : { score }),
  }
}
