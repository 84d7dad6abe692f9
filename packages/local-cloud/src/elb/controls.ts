import type { Control } from '../frame/control.ts'

export const elbControls: readonly Control[] = []
