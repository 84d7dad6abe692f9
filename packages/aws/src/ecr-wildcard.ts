/**
 * Whether a name is one that a filter of ECR means: `*` stands for any text, and the whole name must match. Each part is
 * looked for behind the one before it, once, so that a row of wildcards costs no more than one.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
export function matchesWildcard(filter: string, name: string): boolean {
  const [first = '', ...parts] = filter.split('*')
  const last = parts.pop()
  if (last === undefined) return filter === name
  if (!name.startsWith(first)) return false
  let end = first.length
  for (const part of parts) {
    const start = name.indexOf(part, end)
    if (start === -1) return false
    end = start + part.length
  }
  return end + last.length <= name.length && name.endsWith(last)
}
