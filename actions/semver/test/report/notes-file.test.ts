import { expect, it } from 'vitest'
import { notesFile } from '../../src/report.ts'
import { release } from './example.ts'

const notes = (markdown: string): { notes: { markdown: string; left: number } } => ({ notes: { markdown, left: 0 } })

it.for([
  ['of one release', [release(notes('## 1.3.0\n'))], '## 1.3.0\n'],
  ['of nothing', [release({ ...notes(''), plan: { bump: 'none' } })], ''],
  [
    'of packages, those that release',
    [
      release({ ...notes('## 1.3.0'), name: 'api' }),
      release({ ...notes(''), name: 'web', plan: { bump: 'none' } }),
      release({ ...notes('## 2.0.0'), name: 'cli' }),
    ],
    '# api\n\n## 1.3.0\n\n# cli\n\n## 2.0.0\n',
  ],
] as const)('the notes file %s', ([, releases, text]) => {
  expect(notesFile(releases)).toBe(text)
})
