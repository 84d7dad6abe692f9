export type { GitHubErrorCode } from './error.ts'
export { gitHubTags, type GitHubLocation } from './github-tags.ts'
export type { GitHubTags, TagCreation } from './tags.ts'
