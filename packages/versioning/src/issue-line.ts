/** What stands before the issues that a commit closes or is about, as GitHub, GitLab and Jira read it. */
const keyword =
  /^(?:(?:pr )?close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|references|issues?|related to|part of)(?:\s*:)?\s+/i

const issue = /^\(?(?:[\w.-]+\/[\w.-]+)?#\d+\)?$|^[A-Z][A-Z0-9_]*-\d+$/i

/** Of GitHub, GitLab and Jira. */
const address = /\/(?:issues|pull|merge_requests|browse)\/[\w-]/

/** Whether a line does nothing but name issues, as in `Closes #12, #13` and `Refs PROJ-4`. */
export function namesIssuesOnly(line: string): boolean {
  const words = line
    .trim()
    .replace(keyword, '')
    .replace(/\.$/, '')
    .split(/[\s,;]+/)
  return words.some(isIssue) && words.every((word) => word === 'and' || isIssue(word))
}

function isIssue(word: string): boolean {
  return word.startsWith('http') ? address.test(word) : issue.test(word)
}
