import { createServer, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { good } from './bad-input-case.js'

const body = `${good(1)}\n${good(2)}\n`

/** What a server may answer, by path. */
const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/good': (response) => response.end(body),
  '/gzip': (response) => response.end(gzipSync(body)),
  '/page': (response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><title>Please log in</title>')
  },
  '/short': (response) => {
    response.setHeader('content-length', body.length + 10)
    response.write(body)
    setTimeout(() => response.destroy(), 20)
  },
  '/cut': (response) => {
    response.write(body)
    setTimeout(() => response.destroy(), 20)
  },
  '/to-file': (response) => redirect(response, 'file:///etc/passwd'),
  '/to-data': (response) => redirect(response, 'data:text/plain,{}'),
  '/to-nonsense': (response) => redirect(response, 'http://'),
  '/loop': (response) => redirect(response, '/loop'),
  '/missing': (response) => response.writeHead(404).end('{"question":"q","answer":"1"}'),
  '/forbidden': (response) => response.writeHead(403).end(),
  '/array': (response) => response.end('[{"question":"q"}]'),
  '/refused': (response) => response.writeHead(400).end(),
  '/failed': (response) => response.writeHead(501).end(),
  '/nothing': (response) => response.writeHead(204).end(),
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end()
}

export interface BadServer {
  readonly url: string
  stop(): Promise<void>
}

/** A server on a free port of this machine that answers badly. */
export async function startBadServer(): Promise<BadServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const answer = answers[pathname]
    if (answer) answer(response)
    else response.writeHead(500).end()
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${portOf(server)}`, stop: () => stop(server) }
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => void server.close(() => done()))
}
