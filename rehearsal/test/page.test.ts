import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { page as pageOf } from '../src/report/page.ts'
import { sampleReport } from './sample-report.ts'

const executablePath = '/usr/bin/chromium'
const installed = existsSync(executablePath)

describe.skipIf(!installed)('lane: Chromium (the report in a browser)', () => {
  let folder: string
  let address: string
  let browser: Awaited<ReturnType<typeof chromium.launch>>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'page-'))
    await writeFile(join(folder, 'index.html'), pageOf(sampleReport()))
    address = pathToFileURL(join(folder, 'index.html')).href
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
    browser = await chromium.launch({ executablePath, args })
  })

  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function open(
    width: number,
    colorScheme: 'light' | 'dark',
  ): Promise<{ page: Page; asked: string[]; said: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
    const [asked, said]: [string[], string[]] = [[], []]
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(String(error)))
    await page.goto(address)
    return { page, asked, said }
  }

  const screens = [
    ['wide and light', 1280, 'light'],
    ['wide and dark', 1280, 'dark'],
    ['a phone, dark', 390, 'dark'],
  ] as const

  it.for(screens)('%s: nothing fails, nothing is fetched, every chart is drawn', async ([, width, scheme]) => {
    const { page, asked, said } = await open(width, scheme)
    expect(said).toEqual([])
    expect(asked.filter((url) => url !== address && !url.startsWith('data:'))).toEqual([])

    const charts = page.locator('svg.chart:visible')
    // One of the whole rehearsal, one a scenario, and a small one a scenario in the table.
    expect(await charts.count()).toBe(15)
    for (const chart of await charts.all()) {
      const box = await chart.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThan(5)
      expect(await chart.locator('rect').count()).toBeGreaterThan(0)
      expect(await chart.getAttribute('aria-label')).not.toBe('')
    }
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await page.close()
  })

  it('a phone: everything fits, also with all numbers and logs open', async () => {
    const { page } = await open(390, 'light')
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
    expect(await page.locator('.numbers table:visible').count()).toBeGreaterThan(7)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.close()
  })

  it('is read by headings and opened by the keyboard alone', async () => {
    const { page } = await open(1280, 'light')
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('h2').count()).toBe(9)
    const log = page.locator('#good-release-log-1')
    await log.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await log.getAttribute('open')).not.toBeNull()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('PRE')
    await page.close()
  })
})
