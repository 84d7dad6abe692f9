import { Agent, request, type RequestOptions } from 'node:http'

export interface Load {
  /** Resolves when so many more requests have been answered. */
  more(count: number): Promise<void>
  /** Stops and resolves with what every request got: `VERSION` or `failed: WHY`, oldest first. */
  stop(): Promise<readonly string[]>
}

/** Requests without a pause, some over connections that stay open and some over new ones. */
export function startLoad(url: string, workers = 6): Load {
  const answers: string[] = []
  const over = new AbortController()
  const keep = new Agent({ keepAlive: true })
  const work = async (agent: RequestOptions['agent']): Promise<void> => {
    while (!over.signal.aborted) answers.push(await get(url, agent))
  }
  const all = Array.from({ length: workers }, (_, index) => work(index % 2 === 0 ? keep : false))
  return {
    async more(count) {
      const enough = answers.length + count
      while (answers.length < enough) await new Promise((resolve) => setTimeout(resolve, 10))
    },
    async stop() {
      over.abort()
      await Promise.all(all)
      keep.destroy()
      return answers
    },
  }
}

function get(url: string, agent: RequestOptions['agent']): Promise<string> {
  return new Promise((resolve) => {
    const call = request(url, { agent }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.once('error', (error) => resolve(`failed: ${error.message}`))
      response.once('end', () => {
        if (response.statusCode === 200) resolve((JSON.parse(text) as { version: string }).version)
        else resolve(`failed: ${response.statusCode} ${text}`)
      })
    })
    call.once('error', (error) => resolve(`failed: ${error.message}`))
    call.end()
  })
}
