import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { inFolder } from '../end-to-end/in-folder.js'
import { lines, recipe } from './busy-folder.js'

/** A few redraws of the bar. */
const PAUSE_MS = 50

export interface SlowSource {
  /** Lets the source come to its end. */
  finish(): void
}

/** A folder whose source goes on until it is told to end, however fast the machine is. */
export async function inSlowFolder(
  use: (folder: string, source: SlowSource) => Promise<void>,
): Promise<void> {
  let isFinished = false
  const server = createServer((_request, response) => {
    void answer(response, () => isFinished)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const source = { type: 'http', url: `http://127.0.0.1:${port}/cases` }
  try {
    await inFolder({ recipe: { ...recipe, source } }, (folder) =>
      use(folder, { finish: () => void (isFinished = true) }),
    )
  } finally {
    isFinished = true
    server.close()
  }
}

async function answer(response: ServerResponse, isFinished: () => boolean): Promise<void> {
  do {
    response.write(lines)
    await pause(PAUSE_MS)
  } while (!isFinished() && !response.destroyed)
  response.end()
}
