import { git, GitError } from '../git.ts'
import { optionalText, requiredText, type Endpoint, type RestCall } from './endpoint.ts'
import { invalid } from './github-error.ts'
import { objectType } from './object-type.ts'
import { bot } from './show-user.ts'
import { showTagObject } from './tag-object.ts'

/** Makes an annotated tag's object; a ref to it is a call of its own. */
export const createTagObject: Endpoint = {
  method: 'POST',
  path: '/git/tags',
  page: 'https://docs.github.com/en/rest/git/tags#create-a-tag-object',
  accepts: ['tag', 'message', 'object', 'type', 'tagger'],
  async run(call) {
    const { world, repository } = call
    const [tag, message] = [requiredText(call, 'tag'), requiredText(call, 'message')]
    const [object, type] = [requiredText(call, 'object'), requiredText(call, 'type')]
    if ((await objectType(repository, object)) !== type) throw invalid('Object does not exist')
    const content = `object ${object}\ntype ${type}\ntag ${tag}\ntagger ${tagger(call)}\n\n${message}\n`
    try {
      const sha = (await git(repository.path, ['mktag'], content)).trim()
      const body = await showTagObject(world, repository, sha)
      return { status: 201, body, headers: { location: body.url } }
    } catch (error) {
      if (error instanceof GitError) throw invalid(error.stderr.trim())
      throw error
    }
  },
}

/** As given; by default whom the token stands for, now. */
function tagger(call: RestCall): string {
  const given = { ...call, body: (call.body['tagger'] ?? {}) as Readonly<Record<string, unknown>> }
  const name = optionalText(given, 'name') ?? bot.login
  const email = optionalText(given, 'email') ?? bot.email
  const date = optionalText(given, 'date')
  const seconds = Math.floor((date === undefined ? Date.now() : Date.parse(date)) / 1000)
  if (Number.isNaN(seconds)) throw invalid(`Invalid request.\n\n"${date}" is not a date.`)
  return `${name} <${email}> ${seconds} +0000`
}
