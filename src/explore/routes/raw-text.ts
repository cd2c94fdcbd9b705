import type { Context } from 'hono'
import type { RowSeries } from '../rows/row-series.js'

/** Read and sent at a time. */
const PIECE_BYTES = 256 * 1024

/** A row as it is, as text that nothing in a browser acts upon. */
export function rowText(context: Context, series: RowSeries, row: number): Response {
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await series.slice(row, at, at + PIECE_BYTES)
      at += piece.length
      if (piece.length > 0) controller.enqueue(piece)
      if (piece.length < PIECE_BYTES) controller.close()
    },
  })
  return plainText(context, body)
}

export function plainText(context: Context, body: Uint8Array | ReadableStream): Response {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "sandbox; default-src 'none'",
  }
  return context.body(body instanceof Uint8Array ? new Uint8Array(body) : body, 200, headers)
}
