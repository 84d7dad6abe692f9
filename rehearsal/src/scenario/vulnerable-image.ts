import { repository } from '../infrastructure/registry.ts'
import { release } from './release.ts'
import type { Scenario } from './scenario.ts'

export const vulnerableImage: Scenario = {
  name: 'vulnerable-image',
  title: 'Vulnerable image',
  about: 'The scan of the pushed image finds what the gate must not let through.',
  needs: [],
  expected: { verdict: 'fail', reason: 'findings', happened: 'refused-at-the-gate' },
  play: async (scene) =>
    release(scene, {
      message: 'fix: read dates of other time zones',
      text: 'A fix that brings an old library with it.',
      beforePush: ({ digest }) => void scene.environment.cloud.scans.script({ repository, digest, steps }),
    }),
}

const vulnerable = { package: 'libdates', version: '2.1.0', fixedIn: '2.1.4' }

const steps = [
  { status: 'PENDING' as const },
  { status: 'IN_PROGRESS' as const },
  {
    status: 'COMPLETE' as const,
    findings: [
      { name: 'CVE-2026-10001', severity: 'CRITICAL', description: 'Code from a date is run.', ...vulnerable },
      { name: 'CVE-2026-10002', severity: 'MEDIUM', description: 'A long date takes very long.', ...vulnerable },
    ],
  },
]
