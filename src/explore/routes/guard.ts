import type { MiddlewareHandler } from 'hono'

/** Names by which a browser on this machine may ask, whatever the port. */
const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/iu

/**
 * Answers only what asks to look, by a name of this machine: a page elsewhere that has its own name
 * lead here (DNS rebinding) says that name. Nothing is kept by the browser or framed.
 */
export function guard(): MiddlewareHandler {
  return async (context, next) => {
    if (!loopback.test(context.req.header('host') ?? '')) {
      return context.text('expected a request to localhost\n', 403)
    }
    const { method } = context.req
    if (method !== 'GET' && method !== 'HEAD') {
      return context.text('expected GET\n', 405, { allow: 'GET, HEAD' })
    }
    await next()
    const { headers } = context.res
    headers.set('cache-control', 'no-store')
    headers.append('content-security-policy', "frame-ancestors 'none'")
    headers.set('cross-origin-resource-policy', 'same-origin')
    headers.set('referrer-policy', 'same-origin')
    headers.set('x-content-type-options', 'nosniff')
    return undefined
  }
}
