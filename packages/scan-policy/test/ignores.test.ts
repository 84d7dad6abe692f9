import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '@slipway/outcome'
import { describe, expect, it } from 'vitest'
import { parseIgnores, type Finding, type Ignore } from '../src/index.ts'
import { amd64, arm64, cve, fates, ignore, judged, noon } from './judged.ts'

const newYear = Date.UTC(2027, 0, 1)

describe('parseIgnores reads', () => {
  it.for<[string, string, readonly Ignore[]]>([
    ['nothing', '', []],
    ['comments only', '# none yet\n', []],
    ['an empty list', 'ignore: []\n', []],
    ['a list that is still to be written', 'ignore:\n', []],
    ['the least', '- id: CVE-2026-1\n', [{ id: 'CVE-2026-1', reason: '', line: 1 }]],
    [
      'everything',
      [
        'ignore:',
        '  # agreed on with security',
        '  - id: GHSA-jfh8-c2jp-5v3q',
        '    package: "@scope/name"',
        '    platform: linux/arm64',
        '    reason: |',
        '      behind the',
        '      firewall',
        '    owner: team@example.com',
        '    until: 2026-12-31',
      ].join('\n'),
      [
        {
          id: 'GHSA-jfh8-c2jp-5v3q',
          package: '@scope/name',
          platform: 'linux/arm64',
          reason: 'behind the\nfirewall',
          owner: 'team@example.com',
          until: newYear,
          line: 3,
        },
      ],
    ],
    ['JSON', '[{"id": "CVE-2026-1", "reason": "x"}]', [{ id: 'CVE-2026-1', reason: 'x', line: 1 }]],
    [
      'words that YAML could take for something else',
      '- id: CVE-1\n  package: 1e3\n  reason: no\n',
      [{ id: 'CVE-1', package: '1e3', reason: 'no', line: 1 }],
    ],
    [
      'a date as YAML 1.1 has them',
      '%YAML 1.1\n---\n- id: CVE-1\n  until: 2026-12-31\n',
      [{ id: 'CVE-1', reason: '', until: newYear, line: 3 }],
    ],
    ['a null for a reason', '- id: CVE-1\n  reason: ~\n  owner: null\n', [{ id: 'CVE-1', reason: '', line: 1 }]],
    ['a byte order mark and CRLF', '\ufeff- id: CVE-1\r\n  reason: a\r\n', [{ id: 'CVE-1', reason: 'a', line: 1 }]],
    [
      'a leap day',
      '- id: CVE-1\n  until: 2028-02-29\n',
      [{ id: 'CVE-1', reason: '', until: Date.UTC(2028, 2, 1), line: 1 }],
    ],
  ])('%s', ([, text, ignores]) => {
    expect(parseIgnores(text, '.ignore.yml')).toEqual(ignores)
  })
})

describe('the file that the README shows', () => {
  it('is read', async () => {
    const text = await readFile(join(import.meta.dirname, '..', 'README.md'), 'utf8')
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(text) ?? []
    expect(parseIgnores(example, 'README.md')).toEqual([
      {
        id: 'CVE-2026-1234',
        package: 'openssl',
        platform: 'linux/arm64',
        reason: 'the server never parses certificates of clients',
        owner: 'platform team',
        until: newYear,
        line: 2,
      },
    ])
  })
})

describe('parseIgnores refuses, naming line, entry and value', () => {
  it.for<[string, string, string | RegExp]>([
    [
      'a text',
      'CVE-1',
      'line 1: the file must be a list of entries such as `- id: CVE-2026-1234`, or that list under `ignore:`',
    ],
    ['another mapping', 'ignored:\n  - id: CVE-1\n', /^line 1: the file must be a list/],
    ['a list in a list', 'ignore:\n  ignore:\n    - id: CVE-1\n', /^line 2: the file must be a list/],
    ['an id alone', '- CVE-1\n', 'line 1: entry 1 has "CVE-1", not keys: write `- id: …`'],
    ['an empty entry', '- id: CVE-1\n-\n', 'line 2: entry 2 has no keys'],
    ['an alias', '- &a {id: CVE-1}\n- *a\n', 'line 2: entry 2 has "*a", not keys: write `- id: …`'],
    ['no id', '- reason: x\n', 'line 1: entry 1: id is missing'],
    [
      'a pattern for an id',
      '- id: "CVE-*"\n',
      'line 1: entry 1: id "CVE-*" is not the name of one vulnerability, e.g. CVE-2026-1234',
    ],
    ['two ids', '- id: CVE-1, CVE-2\n', /^line 1: entry 1: id "CVE-1, CVE-2" is not the name of one/],
    ['a list for an id', '- id: [CVE-1]\n', /^line 1: entry 1: id must be a text/],
    [
      'a pattern for a package',
      '- id: CVE-1\n  package: open*\n',
      /^line 2: entry 1: package "open\*" is not the name of one package/,
    ],
    [
      'half a platform',
      '- id: CVE-1\n  platform: arm64\n',
      'line 2: entry 1: platform "arm64" is not one as linux/arm64',
    ],
    ['no day', '- id: CVE-1\n  until: tomorrow\n', 'line 2: entry 1: until "tomorrow" is not a day as 2026-12-31'],
    [
      'a day that is none',
      '- id: CVE-1\n  until: 2026-02-30\n',
      'line 2: entry 1: until "2026-02-30" is not a day as 2026-12-31',
    ],
    ['a month that is none', '- id: CVE-1\n  until: 2026-13-01\n', /until "2026-13-01"/],
    ['an empty day', '- id: CVE-1\n  until:\n', /^line 2: entry 1: until ""/],
    ['a moment', '- id: CVE-1\n  until: 2026-12-31T00:00:00Z\n', /until "2026-12-31T00:00:00Z"/],
    [
      "another tool's key",
      '- id: CVE-1\n  expired_at: 2026-01-01\n',
      'line 2: entry 1: unknown key "expired_at": write until',
    ],
    ['a key in other letters', '- ID: CVE-1\n', /^line 1: entry 1: unknown key "ID": write id/],
    [
      'an unknown key',
      '- id: CVE-1\n  layer: x\n',
      'line 2: entry 1: unknown key "layer"; there are id, package, platform, reason, owner, until',
    ],
    ['a prototype', '- id: CVE-1\n  __proto__: {id: x}\n', /unknown key "__proto__"/],
    ['the same key twice', '- id: CVE-1\n  id: CVE-2\n', /^line 2: not YAML: /],
    ['two documents', '- id: CVE-1\n---\n- id: CVE-2\n', 'line 2: a second document begins; write one'],
    ['what is not YAML', '- id: "CVE-1\n', /^line 2: not YAML: /],
    ['an abyss', '['.repeat(50_000), /^line 1: not YAML/],
    ['a file too large', `#${' '.repeat(1_000_000)}`, 'line 1: more than 1000000 characters'],
    [
      'several at once',
      '- reason: x\n- id: CVE-1\n  until: x\n',
      /^line 1: entry 1: id is missing; line 3: entry 2: until "x"/,
    ],
    ['very many', '- x: 1\n'.repeat(30), /; and 50 more$/],
  ])('%s', ([, text, problem]) => {
    const failure = refusal(text)
    expect(failure).toMatchObject({ code: 'IGNORE_INVALID', remedy: expect.stringContaining('2026-12-31') })
    const said = failure.message.replace('ignore file .ignore.yml: ', '')
    expect(typeof problem === 'string' ? said === problem : problem.test(said), said).toBe(true)
  })

  it('with the cause and without its lines', () => {
    expect(refusal('- id: "a\\nb"\n  until: "x\\ny"\n').message).not.toContain('\n')
  })
})

describe('an entry ignores', () => {
  const known = cve(1, { aliases: ['GHSA-aaaa-bbbb-cccc'] })
  it.for<[string, Ignore, boolean, boolean]>([
    ['by id', ignore('CVE-2026-1001'), true, true],
    ['by id in other letters', ignore('cve-2026-1001'), true, true],
    ['by another name of it', ignore('GHSA-AAAA-bbbb-cccc'), true, true],
    ['not by the beginning of an id', ignore('CVE-2026-100'), false, false],
    ['in its package', ignore('CVE-2026-1001', { package: 'openssl' }), true, true],
    ['not in another package', ignore('CVE-2026-1001', { package: 'ssl' }), false, false],
    ['on its platform', ignore('CVE-2026-1001', { platform: 'linux/amd64' }), true, false],
    ['on its platform with any variant', ignore('CVE-2026-1001', { platform: 'linux/arm64' }), false, true],
    ['on its variant', ignore('CVE-2026-1001', { platform: 'linux/arm64/v8' }), false, true],
    ['not on another variant', ignore('CVE-2026-1001', { platform: 'linux/arm64/v7' }), false, false],
    ['not on a platform that begins alike', ignore('CVE-2026-1001', { platform: 'linux/arm' }), false, false],
    ['to the last moment', ignore('CVE-2026-1001', { until: noon + 1 }), true, true],
    ['not from then on', ignore('CVE-2026-1001', { until: noon }), false, false],
    ['not by a date that is none', ignore('CVE-2026-1001', { until: Number.NaN }), false, false],
  ])('%s', ([, entry, onAmd, onArm]) => {
    const { ignored } = judged({ amd64: [known], arm64: [known], rules: { ignores: [entry] } })
    expect(ignored.map(({ finding }) => finding.subject)).toEqual([
      ...(onAmd ? [amd64] : []),
      ...(onArm ? [arm64] : []),
    ])
  })

  it.for<[string, Finding, string, boolean]>([
    [
      'an advisory of it alone',
      cve(9, { vulnerability: 'RHSA-2026:1', aliases: ['CVE-2026-1001'] }),
      'CVE-2026-1001',
      true,
    ],
    [
      'no advisory that stands for another one too',
      cve(9, { vulnerability: 'RHSA-2026:1', aliases: ['CVE-2026-1001', 'CVE-2026-1002'] }),
      'CVE-2026-1001',
      false,
    ],
    [
      'such an advisory by its own name',
      cve(9, { vulnerability: 'RHSA-2026:1', aliases: ['CVE-2026-1001', 'CVE-2026-1002'] }),
      'rhsa-2026:1',
      true,
    ],
    ['no other CVE that is said to be related', cve(1, { aliases: ['CVE-2026-1002'] }), 'CVE-2026-1002', false],
  ])('%s', ([, finding, id, ignored]) => {
    expect(judged({ amd64: [finding], rules: { ignores: [ignore(id)] } }).ignored).toHaveLength(ignored ? 1 : 0)
  })

  it('through an alias that only another scanner knows', () => {
    const reports = [{ name: 'grype.json', platform: 'linux/amd64', findings: [known] }]
    const end = judged({ amd64: [cve(1)], reports, rules: { ignores: [ignore('GHSA-aaaa-bbbb-cccc')] } })
    expect(fates(end)).toEqual({ breaking: [], ignored: [1], spared: [] })
  })

  it('and answers for it: the first line of several', () => {
    const ignores = [ignore('CVE-2026-1001', { line: 7 }), ignore('CVE-2026-1001', { line: 3, package: 'openssl' })]
    expect(judged({ amd64: [cve(1)], rules: { ignores } }).ignored[0]?.ignore.line).toBe(3)
  })

  it('rather than that it is spared', () => {
    const end = judged({
      amd64: [cve(1, { fix: 'no' })],
      rules: { onlyFixable: true, ignores: [ignore('CVE-2026-1001')] },
    })
    expect(fates(end)).toEqual({ breaking: [], ignored: [1], spared: [] })
  })
})

describe('an entry that needs a hand is told', () => {
  it.for<[string, readonly Ignore[], readonly string[]]>([
    ['nothing to tell', [ignore('CVE-2026-1001')], []],
    [
      'expired and found',
      [ignore('CVE-2026-1001', { until: Date.UTC(2026, 5, 1), line: 4, owner: 'web team' })],
      [
        'line 4: CVE-2026-1001 (web team) expired after 2026-05-31 and ignores nothing any more: it is still there, so fix it, or give it a new reason and date',
      ],
    ],
    [
      'expired and gone',
      [ignore('CVE-2020-1', { until: Date.UTC(2026, 5, 1) })],
      [
        'line 1: CVE-2020-1 expired after 2026-05-31 and ignores nothing any more: it is not found any more, so remove the entry',
      ],
    ],
    ['unused', [ignore('CVE-2020-1')], ['line 1: CVE-2020-1 is unused: nothing here has it, so remove the entry']],
    [
      'unused because of its scope',
      [ignore('CVE-2026-1001', { package: 'libssl3', platform: 'linux/amd64' })],
      [
        'line 1: CVE-2026-1001 in libssl3 on linux/amd64 is unused: it is found as CVE-2026-1001 in openssl 3.0.1 on linux/amd64 only, so correct its package or platform',
      ],
    ],
    [
      'without a reason',
      [ignore('CVE-2026-1001', { reason: ' ' })],
      ['line 1: CVE-2026-1001 gives no reason: say why it is acceptable'],
    ],
    [
      'twice',
      [
        ignore('CVE-2026-1001', { line: 2 }),
        ignore('cve-2026-1001', { line: 5 }),
        ignore('CVE-2026-1001', { line: 8, package: 'openssl' }),
      ],
      ['line 5: cve-2026-1001 has the same scope as line 2: keep one of them'],
    ],
  ])('%s', ([, ignores, notes]) => {
    expect(judged({ amd64: [cve(1)], rules: { ignores } }).ignoreNotes).toEqual(notes)
  })
})

function refusal(text: string): Failure {
  try {
    parseIgnores(text, '.ignore.yml')
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('it was not refused')
}
