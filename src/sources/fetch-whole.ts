import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** What a request needs of `fetch`; redirects are not followed. */
export type FetchAnswer = (url: string, init: FetchInit) => Promise<Response>

interface FetchInit {
  readonly headers: Headers
  readonly redirect: 'manual'
  readonly signal: AbortSignal | null
}

/** A server that is silent for so long is lost; `fetch` of Node waits as long. */
const MOST_SILENCE_MS = 300_000

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** Answers of these have no body, by the Fetch standard. */
const BODILESS: readonly (number | undefined)[] = [204, 205, 304]

/**
 * As `fetch`, but an answer that was compressed in transit fails when it is cut off or damaged: `fetch` gives what it
 * could decompress, perhaps nothing, as if that were all.
 */
export async function fetchWhole(url: string, init: FetchInit): Promise<Response> {
  const answer = await ask(new URL(url), init)
  const { statusCode: status, headersDistinct } = answer
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    headers.set(name, values.join(', '))
  }
  if (!BODILESS.includes(status))
    return new Response(bodyOf(answer), { status: status ?? 0, headers })
  answer.resume()
  return new Response(null, { status: status ?? 0, headers })
}

function ask(url: URL, { headers, signal }: FetchInit): Promise<IncomingMessage> {
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip',
      'user-agent': 'loradex',
      ...Object.fromEntries(headers),
    },
    timeout: MOST_SILENCE_MS,
    ...(signal && { signal }),
  })
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
    request.on('timeout', () => request.destroy(silence()))
    request.end()
  })
}

/** As the system says it of a connection that nobody answers. */
function silence(): Error {
  return Object.assign(new Error('silent for too long'), { code: 'ETIMEDOUT' })
}

function bodyOf(answer: IncomingMessage): ReadableStream<Uint8Array> {
  const decoder = decoders[answer.headers['content-encoding']?.toLowerCase() ?? '']
  // Whoever reads the decoder is told of a failure there.
  const body = decoder ? pipeline(answer, decoder(), () => undefined) : answer
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same stream by another name
  return Readable.toWeb(body) as ReadableStream<Uint8Array>
}
