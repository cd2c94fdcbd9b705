import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { http, type HttpOptions } from './http.js'
import { outcomesOf } from './outcomes.contract.js'
import { describeSourceContract } from './source.contract.js'
import type { Source } from './source.js'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let handle: Handler = () => undefined
let requests: IncomingMessage[] = []
const server = createServer((request, response) => {
  requests.push(request)
  handle(request, response)
})
let origin = ''

before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.closeAllConnections()
  server.close()
})

/** The source over a server that answers in this way. */
function over(handler: Handler, options: Partial<HttpOptions> = {}): Source {
  handle = handler
  requests = []
  return http({ url: `http://${origin}/a.jsonl`, retryDelayMs: 1, ...options })
}

function answer(body: string | Uint8Array, headers: Record<string, string> = {}): Handler {
  return (_, response) => response.writeHead(200, headers).end(body)
}

async function failureOf(source: Source): Promise<string> {
  const spoolFolder = await mkdtemp(join(tmpdir(), 'http-'))
  let text = ''
  await assert.rejects(source.plan({ spoolFolder }), (error: Error) => {
    text = `${error.message} ${JSON.stringify(error)}`
    return true
  })
  await rm(spoolFolder, { recursive: true })
  return text
}

describeSourceContract('http', { open: async (records) => over(answer(records.join('\n'))) })
describeSourceContract('http with gzip in transit', {
  open: async (records) =>
    over(answer(gzipSync(records.join('\n')), { 'content-encoding': 'gzip' })),
})
describeSourceContract('http of a gzip file', {
  open: async (records) => over(answer(gzipSync(records.join('\n')))),
})

describe('http', () => {
  it('is called by host, path and names in the query', () => {
    const url = 'https://me:secret@example.com:8443/a/b.jsonl?token=secret&page=1&token=2#secret'
    assert.equal(http({ url }).id, 'http:example.com:8443/a/b.jsonl?token&page')
  })

  it('reads lines, drops damaged ones and names the input', async () => {
    const source = over(answer('1\n\n22\n3'), { maxRecordBytes: 1 })
    const input = `http:${origin}/a.jsonl`
    assert.deepEqual(await outcomesOf(source), [
      `${input}:1 1`,
      `${input}:3 line-too-long 2/1`,
      `${input}:4 3`,
    ])
  })

  it('sends its headers, and a password as Basic authorization', async () => {
    const url = `http://me:p%40ss@${origin}/a.jsonl`
    await outcomesOf(over(answer('1\n'), { url, headers: { 'x-key': 'secret' } }))
    const [request] = requests
    assert.equal(request?.headers['x-key'], 'secret')
    assert.equal(
      request.headers.authorization,
      `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    )
  })

  it('tries again before the first byte, as often as it may', async () => {
    const failing: Handler = (_, response) => {
      if (requests.length <= 3) response.writeHead(503).end()
      else response.end('1\n')
    }
    assert.equal((await outcomesOf(over(failing))).length, 1)
    assert.equal(requests.length, 4)
    assert.deepEqual(await outcomesOf(over(failing, { retries: 2 })), ['source.lost'])
    assert.equal(requests.length, 3)
    const dropping: Handler = (request, response) => {
      if (requests.length === 1) request.socket.destroy()
      else response.end('1\n')
    }
    assert.equal((await outcomesOf(over(dropping))).length, 1)
  })

  it('does not try again when it would not help', async () => {
    const source = over((_, response) => response.writeHead(404).end('secret'))
    const text = await failureOf(source)
    assert.equal(requests.length, 1)
    assert.ok(text.includes('status 404') && !text.includes('secret'))
  })

  it('refuses a web page, another encoding and one JSON array', async () => {
    const page = answer('<html>', { 'content-type': 'text/html; charset=utf-8' })
    assert.deepEqual(await outcomesOf(over(page)), ['source.lost'])
    assert.deepEqual(await outcomesOf(over(answer('{\0}\0'))), ['source.encoding'])
    assert.deepEqual(await outcomesOf(over(answer('[1]'))), ['source.wrong-format'])
  })

  it('fails when the answer is cut off, by its length or by its chunks', async () => {
    const cut = (headers: Record<string, string>): Source =>
      over((_, response) => {
        response.writeHead(200, headers)
        response.write('1\n2\n')
        setTimeout(() => response.destroy(), 20)
      })
    assert.deepEqual(await outcomesOf(cut({ 'content-length': '100' })), ['source.lost'])
    assert.deepEqual(await outcomesOf(cut({})), ['source.lost'])
    const short = new Response('1\n', { headers: { 'content-length': '100' } })
    const fetch = async (): Promise<Response> => short
    assert.deepEqual(await outcomesOf(over(answer(''), { fetch })), ['source.lost'])
  })

  it('reads what was compressed in transit, even twice or in several members', async () => {
    const text = '1\n2\n'
    const bodies = [
      ['gzip', gzipSync(text)],
      ['GZIP', gzipSync(gzipSync(text))],
      ['x-gzip', Buffer.concat([gzipSync('1\n'), gzipSync('2\n')])],
      ['deflate', deflateSync(text)],
      ['br', brotliCompressSync(text)],
      ['utf-8', Buffer.from(text)],
    ] as const
    for (const [encoding, body] of bodies) {
      const outcomes = await outcomesOf(over(answer(body, { 'content-encoding': encoding })))
      assert.equal(outcomes.length, 2, encoding)
    }
    assert.equal(requests[0]?.headers['accept-encoding'], 'gzip')
  })

  it('fails when what was compressed in transit is cut off or damaged', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `${index}\n`).join('')
    const damaged = gzipSync(lines)
    damaged[damaged.length - 6] = ~(damaged[damaged.length - 6] ?? 0)
    const bodies = [
      ['gzip', gzipSync(lines).subarray(0, -1)],
      ['gzip', gzipSync(lines).subarray(0, -9000)],
      ['gzip', damaged],
      ['deflate', deflateSync(lines).subarray(0, -1)],
      ['br', brotliCompressSync(lines).subarray(0, -1)],
    ] as const
    for (const [encoding, body] of bodies) {
      const source = over(answer(body, { 'content-encoding': encoding }))
      assert.deepEqual(await outcomesOf(source), ['source.lost'], encoding)
    }
  })

  it('takes an answer without body for one without records', async () => {
    assert.deepEqual(await outcomesOf(over((_, response) => response.writeHead(204).end())), [])
  })

  it('follows redirects, and keeps its headers from other servers', async () => {
    const headers = { 'x-key': 'secret', authorization: 'secret' }
    assert.equal((await outcomesOf(over(redirecting('/b'), { headers }))).length, 1)
    assert.equal(requests[1]?.headers['x-key'], 'secret')
    const elsewhere = `http://localhost:${origin.split(':')[1]}/b`
    assert.equal((await outcomesOf(over(redirecting(elsewhere), { headers }))).length, 1)
    assert.equal(requests[1]?.headers['x-key'], undefined)
    assert.equal(requests[1]?.headers.authorization, undefined)
  })

  it('does not let a public server redirect into a private network, unless it is told to', async () => {
    const url = 'http://93.184.216.34/a.jsonl'
    const inside = { status: 302, headers: { location: `http://${origin}/b` } }
    const fetch: typeof globalThis.fetch = async (asked) =>
      asked === url ? new Response(null, inside) : globalThis.fetch(asked)
    assert.deepEqual(await outcomesOf(over(answer('1\n'), { url, fetch })), ['source.unreadable'])
    assert.equal(requests.length, 0)
    const allowed = over(answer('1\n'), { url, fetch, allowPrivateRedirects: true })
    assert.equal((await outcomesOf(allowed)).length, 1)
  })

  it('refuses redirects to anything but http(s), and endless ones', async () => {
    for (const location of ['file:///etc/passwd', 'data:,1', 'http://[', '/a.jsonl']) {
      const source = over((_, response) => response.writeHead(302, { location }).end())
      assert.deepEqual(await outcomesOf(source), ['source.unreadable'])
      assert.ok(requests.length <= 6)
    }
  })

  it('does not show what is secret in a bad address or header', () => {
    for (const url of ['https://me:secret@', 'ftp://me:secret@example.com', 'secret']) {
      assert.throws(() => http({ url }), withoutSecret)
    }
    const headers = { 'x-key': 'secret\n\u0001' }
    assert.throws(() => http({ url: 'http://example.com', headers }), withoutSecret)
  })

  it('stops with the reason of the signal while the server is silent', async () => {
    const controller = new AbortController()
    const source = over((_, response) => {
      response.write('1\n')
      setTimeout(() => controller.abort(new Error('enough')), 20)
    })
    const { signal } = controller
    assert.deepEqual(await outcomesOf(source, { signal }), ['Error: enough'])
  })
})

function withoutSecret(error: Error): boolean {
  return !`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`.includes('secret')
}

/** Answers at every path but the first. */
function redirecting(location: string): Handler {
  return ({ url }, response) => {
    if (url === '/a.jsonl') response.writeHead(302, { location }).end()
    else response.end('1\n')
  }
}
