import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from './model.ts'
import { page } from './page.ts'
import { picture } from './picture.ts'

/** Writes `report.json`, `index.html` and `picture.svg` to `folder`. */
export async function writeReport(folder: string, report: Report): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(withoutLogs(report), null, 2)}\n`)
  await writeFile(join(folder, 'index.html'), page(report))
  await writeFile(join(folder, 'picture.svg'), `${picture(report)}\n`)
}

/** Logs are for the page; a program that reads the report wants the facts. */
function withoutLogs(report: Report): unknown {
  const scenarios = report.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, log: undefined })),
  }))
  return { ...report, scenarios }
}
