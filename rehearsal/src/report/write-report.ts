import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from './model.ts'
import { page } from './page.ts'
import { picture } from './picture.ts'

/** What a report is: for programs, for people, and to show elsewhere. */
export const reportFiles = ['report.json', 'index.html', 'picture.svg'] as const

/** Writes the files of the report to `folder`. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  await mkdir(folder, { recursive: true })
  const contents: Readonly<Record<(typeof reportFiles)[number], string>> = {
    'report.json': `${JSON.stringify(withoutLogs(report), null, 2)}\n`,
    'index.html': page(report),
    'picture.svg': `${picture(report)}\n`,
  }
  for (const name of reportFiles) await writeFile(join(folder, name), contents[name])
}

/** Logs are for the page; a program that reads the report wants the facts. */
function withoutLogs(report: Report): unknown {
  const scenarios = report.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, log: undefined })),
  }))
  return { ...report, scenarios }
}
