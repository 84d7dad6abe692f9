/** Whether a status is among those of a target group's matcher: `200`, `200,202` or `200-299`. */
export function matchesStatus(matcher: string, status: number): boolean {
  return matcher.split(',').some((part) => {
    const [low = '', high = low] = part.trim().split('-')
    return status >= Number(low) && status <= Number(high)
  })
}

/** Whether the text is a matcher at all; ALB takes 200 to 499. */
export function isMatcher(matcher: string): boolean {
  return matcher.split(',').every((part) => /^\s*[2-4]\d\d(-[2-4]\d\d)?\s*$/.test(part))
}
