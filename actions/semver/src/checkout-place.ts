/** The folder of the checkout. */
export function checkoutDirectory(env: NodeJS.ProcessEnv): string {
  return env['GITHUB_WORKSPACE'] || process.cwd()
}

/** What a run wants of nearly every checkout. Ranges are hardly ever longer than this many commits. */
export const askedAtOnce = { listTags: true, recent: 200 } as const
