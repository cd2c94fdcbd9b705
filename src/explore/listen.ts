import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { LoradexError } from '../kernel/error.js'
import { systemSeen } from '../kernel/system-failure.js'

export interface Listening {
  /** With the port: `http://127.0.0.1:49152/`. */
  readonly url: string
  /** Answers nothing more, and does not wait for what is being answered. */
  stop(): Promise<void>
}

const HOST = '127.0.0.1'

/**
 * Serves the pages to this machine only; port 0 is any that is free.
 * @throws `explore.port-taken`
 */
export async function listen(app: Hono, port: number): Promise<Listening> {
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer((request, response) => void listener(request, response))
  const bound = await bind(server, port)
  return {
    url: `http://${HOST}:${bound}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bind(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, resolve)
  }).catch((cause: unknown) => {
    throw new LoradexError('explore.port-taken', {
      message: `expected port ${port} of ${HOST} to be free, saw ${systemSeen(cause)}`,
      details: { port },
      hint: 'Name another port with --port, or leave it out to take any that is free.',
      cause,
    })
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}
