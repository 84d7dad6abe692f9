import type { Control } from '../frame/control.ts'

export const githubControls: readonly Control[] = []
