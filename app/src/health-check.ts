/** The container's health check: exit code 0 when `/health` answers 200. How long it may take is for who runs it to say. */
const port = process.env['PORT'] || '8080'

try {
  const answer = await fetch(`http://127.0.0.1:${port}/health`)
  process.exitCode = answer.status === 200 ? 0 : 1
  if (answer.status !== 200) process.stderr.write(`/health on port ${port} answered ${answer.status}\n`)
} catch (error) {
  process.stderr.write(`/health on port ${port} did not answer: ${String(error)}\n`)
  process.exitCode = 1
}
// A keep-alive connection would hold the check open for seconds.
process.exit()
