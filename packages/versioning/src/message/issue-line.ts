/** What stands before the issues that a commit closes or is about, as GitHub, GitLab and Jira read it. */
const keyword =
  /^(?:(?:pr )?close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|references|issues?|related to|part of)(?:\s*:)?\s+/i

/** Of GitHub and GitLab. */
const number = /^\(?(?:[\w.-]+\/[\w.-]+)?#\d+\)?$/

/** Of a tracker. Only a keyword before it tells it from words such as `UTF-8`. */
const key = /^[A-Z][A-Z0-9_]*-\d+$/i

/** Of GitHub, GitLab and Jira. */
const address = /\/(?:issues|pull|merge_requests|browse)\/[\w-]/

/** `[#12](https://…)`, as release tools write it. */
const linked = /^\[([^\][]*)\]\([^()]*\)$/

/** Whether a line does nothing but name issues, as in `Closes #12, #13` and `Refs PROJ-4`. */
export function namesIssuesOnly(line: string): boolean {
  const named = line.trim().replace(/\.$/, '')
  const bare = named.replace(keyword, '')
  const isIssue = (word: string): boolean => namesIssue(word.replace(linked, '$1'), bare !== named)
  const words = bare.split(/[\s,;]+/)
  return words.some(isIssue) && words.every((word) => word === 'and' || word === '&' || isIssue(word))
}

function namesIssue(word: string, afterKeyword: boolean): boolean {
  if (word.startsWith('http')) return address.test(word)
  return number.test(word) || (afterKeyword && key.test(word))
}
