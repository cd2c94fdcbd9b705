import { createServer, type Server } from 'node:http'
import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKey } from '#loradex/provenance/index.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { writeTinyAdapter } from '../provenance/tiny-adapter.js'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

/** Answers as MLflow does when it refuses: by the first word of the path. */
const server: Server = createServer(({ url = '' }, response) => {
  const status = Number(/^\/(\d+)/u.exec(url)?.[1] ?? 500)
  const error_code = status === 404 ? 'RESOURCE_DOES_NOT_EXIST' : 'REFUSED'
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error_code }))
})
let port = 0
let closedPort = 0

export async function startRegistry(): Promise<void> {
  closedPort = await listening(server)
  await new Promise((done) => server.close(done))
  port = await listening(server)
}

export async function stopRegistry(): Promise<void> {
  await new Promise((done) => server.close(done))
}

async function listening(each: Server): Promise<number> {
  await new Promise<void>((done) => each.listen(0, '127.0.0.1', done))
  const address = each.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const adapter = {
  'in.jsonl': twoRecords,
  'adapter/adapter_metadata.json': '{"adapter_id":"qa","base_model":{"name":"base"}}\n',
}

/** A signed adapter, as far as publishing looks at it. */
function release(version: string, folder: string) {
  const args = ['release', 'adapter', '--export', 'out', '--version', version]
  return runLoradex([...args, '--key', 'release.key'], { cwd: folder })
}

interface More {
  /** First word of the path at the server, or `closed`. @default no server is named */
  readonly asks?: string
  readonly change?: (folder: string) => Promise<unknown>
}

function registry(name: string, args: readonly string[], { asks, change }: More = {}): ErrorCase {
  return {
    name,
    args,
    files: adapter,
    // Ports are known only when the cases run.
    get env() {
      return asks === undefined ? {} : addressOf(asks)
    },
    async prepare(folder) {
      await writeFile(join(folder, 'loradex.yaml'), jsonlSource)
      await runLoradex(['export'], { cwd: folder })
      await generateKey({ path: join(folder, 'release.key') })
      await writeTinyAdapter(join(folder, 'adapter'))
      await release('1.0.0', folder)
      await change?.(folder)
    },
  }
}

function addressOf(asks: string): Readonly<Record<string, string>> {
  const at = asks === 'closed' ? `${closedPort}` : `${port}/${asks}`
  return { MLFLOW_TRACKING_URI: `http://127.0.0.1:${at}` }
}

const pull = ['pull', 'mlflow:qa/1', '--key', 'release.key.pub']

export const registryCases: readonly ErrorCase[] = [
  registry('No registry', ['publish', 'adapter']),
  registry('A registry that is none', ['publish', 'adapter', '--to', 'hub']),
  registry('No server', ['publish', 'adapter', '--to', 'mlflow']),
  registry('A folder that is no release', ['publish', 'out', '--to', 'dir']),
  registry('A release that has changed', ['publish', 'adapter', '--to', 'dir'], {
    change: (folder) => appendFile(join(folder, 'adapter', 'adapter_model.safetensors'), 'x'),
  }),
  registry('A model that is none', ['pull', 'qa']),
  registry('A target that is there', [...pull, '--out', 'adapter'], { asks: '404' }),
  registry('A version with other files', ['publish', 'adapter', '--to', 'dir', '--out', 'files'], {
    async change(folder) {
      await runLoradex(['publish', 'adapter', '--to', 'dir', '--out', 'files'], { cwd: folder })
      await writeFile(join(folder, 'adapter', 'NOTES'), 'new\n')
      await release('1.0.0', folder)
    },
  }),
  registry('A server that is not there', pull, { asks: 'closed' }),
  registry('A server that lets nobody in', pull, { asks: '401' }),
  registry('A server that has failed', pull, { asks: '500' }),
  registry('A version that is not there', pull, { asks: '404' }),
]
