import type { Control } from '../frame/control.ts'

export const cloudwatchControls: readonly Control[] = []
