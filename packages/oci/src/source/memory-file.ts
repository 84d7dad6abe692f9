import type { LayoutFile } from '../layout.ts'

export function memoryFile(bytes: Uint8Array): LayoutFile {
  return {
    size: bytes.length,
    async read(buffer, position) {
      const part = bytes.subarray(position, position + buffer.length)
      buffer.set(part)
      return part.length
    },
    close: async () => undefined,
  }
}
