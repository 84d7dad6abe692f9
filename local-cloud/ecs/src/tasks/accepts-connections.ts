import { connect } from 'node:net'

/** True once something on this machine accepts a connection at `port`. */
export function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 })
    const answer = (accepted: boolean) => (): void => {
      socket.destroy()
      resolve(accepted)
    }
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false))
  })
}
