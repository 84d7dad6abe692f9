import { describe, expect, it } from 'vitest'
import { amd64, cve, judged } from './judged.ts'

const guessed = (number: number, file = 'lint.sarif') =>
  cve(number, { severity: 'CRITICAL', onlyError: file, source: 'Linter' })
const reportOf = (...findings: ReturnType<typeof cve>[]) => ({ name: 'lint.sarif', digest: amd64.digest, findings })

describe('findings that are only an error', () => {
  it.for([
    {
      name: 'one of two',
      findings: [guessed(1), cve(2)],
      says: /; 1 of them has nothing but the level "error" in lint\.sarif, which counts as critical; .* sarif:lint\.sarif error=high$/,
    },
    { name: 'several', findings: [guessed(1), guessed(2)], says: /; 2 of them have nothing but/ },
    {
      name: 'of two files',
      findings: [guessed(1), guessed(2, 'b.sarif')],
      says: /in lint\.sarif and b\.sarif, .* sarif:lint\.sarif error=high and sarif:b\.sarif error=high$/,
    },
  ])('are counted in the message that blocks, with the way out: $name', ({ findings, says }) => {
    expect(judged({ reports: [reportOf(...findings)] }).message).toMatch(says)
  })

  it.for([
    { name: 'nothing is guessed', findings: [cve(1)], amd64: [] },
    {
      name: 'another scanner calls it critical as well',
      findings: [guessed(1)],
      amd64: [cve(1, { severity: 'CRITICAL' })],
    },
  ])('are not spoken of where $name', ({ findings, amd64: scanned }) => {
    expect(judged({ amd64: scanned, reports: [reportOf(...findings)] }).message).not.toContain('"error"')
  })

  it('are spoken of where another scanner says less', () => {
    const end = judged({
      amd64: [cve(1, { severity: 'LOW' })],
      reports: [reportOf(guessed(1))],
      rules: { failOn: 'critical' },
    })
    expect(end.message).toMatch(/1 of them has nothing but the level "error"/)
  })
})
