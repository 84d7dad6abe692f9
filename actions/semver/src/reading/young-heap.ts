import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the heap's young generation as large as it is. Of a long range nearly all that is read is garbage at once: a
 * larger one only takes tens of megabytes. Not from the start: the very small one that Node begins with collects too often.
 */
export function keepYoungHeap(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}
