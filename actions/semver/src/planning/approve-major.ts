import type { GitHubPulls } from '@slipway/github'
import type { RangeCommit } from '@slipway/versioning'

/** Requests to GitHub; a range with more breaks than that wants a person's eye anyway. */
const limit = 50

/** The breaking commits of a range whose pull request carries the label. */
export async function approvedCommits(
  commits: readonly RangeCommit[],
  label: string,
  pulls: Pick<GitHubPulls, 'ofCommit'>,
): Promise<ReadonlySet<string>> {
  const breaking = commits.filter(({ bump }) => bump === 'major').slice(0, limit)
  const approved = new Set<string>()
  for (const { sha } of breaking) {
    const found = await pulls.ofCommit(sha)
    if (found.some(({ labels }) => carries(labels, label))) approved.add(sha)
  }
  return approved
}

/** GitHub has no two labels that differ in the case of their letters only. */
export function carries(labels: readonly string[], label: string): boolean {
  return labels.some((each) => each.toLowerCase() === label.toLowerCase())
}
