import { formatDuration } from '@slipway/outcome'
import { codeSpan, judgedReport, markdownTable, safeMarkdown, type Report } from '@slipway/action-io'
import { contract } from './contract.ts'
import type { Attempt, Result } from './run.ts'

/** Attempts of the collapsed table; the newest say most. */
const shownAttempts = 100

/** What a run leaves behind; only a pass lets the step succeed. */
export function report(result: Result): Report {
  return judgedReport(contract, result.judgement, {
    durationMs: result.durationMs,
    outputs: { attempts: String(result.attempts.length), 'observed-version': observedVersion(result) },
    sections: [endpointTable(result), ...(result.attempts.length === 0 ? [] : [attemptTable(result)])],
  })
}

function observedVersion({ endpoints, attempts }: Result): string {
  const versions = endpoints.flatMap((endpoint) => {
    const seen = attempts.findLast((one) => one.endpoint === endpoint && one.version !== undefined)
    return seen?.version ?? []
  })
  return [...new Set(versions)].join(', ')
}

function endpointTable({ endpoints, attempts }: Result): string {
  const rows = endpoints.map((endpoint) => {
    const own = attempts.filter((one) => one.endpoint === endpoint)
    const good = own.filter(({ outcome }) => outcome === 'good').length
    const last = own.at(-1)
    return [
      codeSpan(endpoint),
      last?.outcome ?? 'not probed',
      `${good} of ${own.length}`,
      codeSpan(own.findLast(({ version }) => version !== undefined)?.version ?? ''),
      addresses(own),
      safeMarkdown(last?.because ?? ''),
    ]
  })
  return markdownTable(['endpoint', 'last answer', 'good', 'version', 'address', 'what it said'], rows)
}

function addresses(attempts: readonly Attempt[]): string {
  return [...new Set(attempts.flatMap(({ address }) => address ?? []))].map(codeSpan).join(', ')
}

function attemptTable({ attempts, startedAt }: Result): string {
  const rows = attempts
    .slice(-shownAttempts)
    .map(({ at, endpoint, outcome, durationMs, because }) => [
      formatDuration(at - startedAt),
      codeSpan(endpoint),
      outcome,
      formatDuration(durationMs),
      safeMarkdown(because),
    ])
  const left = attempts.length - rows.length
  const title = left > 0 ? `The last ${rows.length} of ${attempts.length} probes` : `All ${rows.length} probes`
  const table = markdownTable(['after', 'endpoint', 'outcome', 'took', 'what it said'], rows)
  return `<details><summary>${title}</summary>\n\n${table}\n\n</details>`
}
