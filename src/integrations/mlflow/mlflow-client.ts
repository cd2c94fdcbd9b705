import { z } from 'zod'
import { refused, unreachable } from '../registry-failure.js'

/** An MLflow server, over its REST API 2.0: https://mlflow.org/docs/latest/rest-api.html. */
export interface MlflowClient {
  /** Asks `api/2.0/mlflow/…`. Nothing where the server says that it does not exist. */
  ask<Answer>(call: MlflowCall, shape: z.ZodType<Answer>): Promise<Answer | undefined>
  putArtifact(path: string, body: Blob): Promise<void>
  getArtifact(path: string): Promise<Response>
  listArtifacts(path: string): Promise<readonly ArtifactEntry[]>
}

interface MlflowCall {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** After `api/2.0/mlflow/`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
}

interface ArtifactEntry {
  readonly path: string
  readonly isFolder: boolean
}

export interface MlflowServer {
  /** With or without credentials. */
  readonly url: string
  readonly token?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
}

/** Headers as an object only: no other form is needed. */
type Sent = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

const failureShape = z.object({ error_code: z.string() })

const listShape = z.object({
  files: z.array(z.object({ path: z.string(), is_dir: z.boolean().default(false) })).default([]),
})

const ABSENT = 'RESOURCE_DOES_NOT_EXIST'

export function mlflowClient(server: MlflowServer): MlflowClient {
  const base = new URL(server.url)
  const headers = authorization(server, base)
  base.username = ''
  base.password = ''
  const root = base.href.replace(/\/+$/u, '')

  async function send(path: string, init: Sent = {}): Promise<Response> {
    const url = `${root}/api/2.0/${path}`
    try {
      // Credentials must not follow a redirect to another host.
      return await fetch(url, {
        ...init,
        redirect: 'error',
        headers: { ...headers, ...init.headers },
      })
    } catch (cause) {
      throw unreachable(root, cause)
    }
  }

  async function taken(path: string, response: Response): Promise<Response> {
    if (response.ok) return response
    throw refused({ url: `${root}/${path}`, status: response.status, code: await codeOf(response) })
  }

  return {
    async ask({ method, path, query, body }, shape) {
      const search = query === undefined ? '' : `?${new URLSearchParams(query)}`
      const response = await send(`mlflow/${path}${search}`, {
        method,
        ...(body && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      })
      if (response.status === 404 && (await codeOf(response.clone())) === ABSENT) return undefined
      const answer: unknown = await (await taken(path, response)).json()
      return shape.parse(answer)
    },
    async putArtifact(path, body) {
      const response = await send(artifactPath(path), { method: 'PUT', body })
      await (await taken('mlflow-artifacts', response)).arrayBuffer()
    },
    getArtifact: async (path) => taken('mlflow-artifacts', await send(artifactPath(path))),
    async listArtifacts(path) {
      const search = new URLSearchParams({ path })
      const response = await send(`mlflow-artifacts/artifacts?${search}`)
      const listed = listShape.parse(await (await taken('mlflow-artifacts', response)).json())
      return listed.files.map(({ path: name, is_dir: isFolder }) => ({ path: name, isFolder }))
    },
  }
}

function artifactPath(path: string): string {
  return `mlflow-artifacts/artifacts/${path.split('/').map(encodeURIComponent).join('/')}`
}

function authorization(
  { token, username, password }: MlflowServer,
  base: URL,
): Readonly<Record<string, string>> {
  if (token) return { authorization: `Bearer ${token}` }
  const user = username || decodeURIComponent(base.username)
  if (!user) return {}
  const secret = password || decodeURIComponent(base.password)
  return { authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}` }
}

async function codeOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '')
  try {
    return failureShape.parse(JSON.parse(text)).error_code
  } catch {
    return ''
  }
}
