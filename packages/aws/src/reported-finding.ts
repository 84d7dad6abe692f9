/** One finding, of basic or enhanced scanning or of Inspector itself, in one shape. */
export interface ReportedFinding {
  /** The same in every answer about the same finding. */
  readonly id: string
  readonly vulnerability: string
  /** ECR's or Inspector's own word. */
  readonly severity: string
  /** `ACTIVE`, `SUPPRESSED` or `CLOSED`; not with basic scanning. */
  readonly status?: string
  readonly packages: readonly ReportedPackage[]
  readonly uri?: string
  readonly title?: string
  readonly description?: string
  /** CVSS base score, 0 to 10; see `baseScore`. */
  readonly score?: number
  /** 0 to 1; Inspector only. */
  readonly epss?: number
  /** Whether an exploit is known; not with basic scanning. */
  readonly exploit?: boolean
  /** The scanner's own word; not with basic scanning. */
  readonly fix?: 'yes' | 'no' | 'partial'
  /** Other names of the vulnerability, e.g. of GitHub's database. */
  readonly aliases?: readonly string[]
  /** `ecr` or `inspector`: who was asked. */
  readonly source?: string
}

export interface ReportedPackage {
  readonly name: string
  /** As the package manager writes it, with epoch and release. */
  readonly version: string
  readonly fixedIn?: string
  /** e.g. `OS`, `NODEPKG` */
  readonly manager?: string
  readonly path?: string
  /** `sha256:…` of the layer that brought it. */
  readonly layer?: string
}
