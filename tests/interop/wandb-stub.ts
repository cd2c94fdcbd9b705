import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'

interface Mutation {
  readonly query: string
  readonly operationName: string
  readonly variables: Readonly<Record<string, unknown>>
}

interface WandbStub {
  readonly url: string
  /** What was asked, in order. */
  readonly asked: readonly Mutation[]
  /** Files that were uploaded, by name; those of the artifact under `artifact/`. */
  readonly uploads: ReadonlyMap<string, Buffer>
  stop(): Promise<void>
}

/**
 * Answers what the SDK asks while it syncs a run. The server of Weights & Biases is closed; the shapes
 * of the answers are those that the queries of the SDK name.
 */
export async function startWandbStub(): Promise<WandbStub> {
  const asked: Mutation[] = []
  const uploads = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { url = '', method } = request
      if (method === 'PUT') {
        uploads.set(decodeURIComponent(url.slice('/put/'.length)), body)
        response.end()
        return
      }
      response.setHeader('content-type', 'application/json')
      if (url !== '/graphql') {
        response.end('{}')
        return
      }
      const mutation = JSON.parse(body.toString()) as Mutation
      asked.push(mutation)
      response.end(JSON.stringify({ data: answerTo(mutation, base()) }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = (): string => {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }
  return {
    url: base(),
    asked,
    uploads,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const body = await buffer(request)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}

function answerTo({ operationName, variables }: Mutation, base: string): object {
  const file = (name: string) => ({
    id: name,
    uploadUrl: `${base}/put/${encodeURIComponent(name)}`,
    uploadHeaders: [],
  })
  switch (operationName) {
    case 'UpsertBucket': {
      const project = { id: 'p', name: variables['project'], entity: { id: 'e', name: 'me' } }
      const bucket = {
        id: 'b',
        name: variables['name'],
        displayName: '',
        config: '{}',
        sweepName: null,
        project,
        historyLineCount: 0,
      }
      return { upsertBucket: { bucket, inserted: true } }
    }
    case 'CreateArtifact': {
      const artifact = { id: 'a', state: 'PENDING', artifactSequence: { latestArtifact: null } }
      return { createArtifact: { artifact } }
    }
    case 'CreateArtifactManifest':
      return { createArtifactManifest: { artifactManifest: { id: 'm', file: file('manifest') } } }
    case 'UpdateArtifactManifest':
      return { updateArtifactManifest: { artifactManifest: { id: 'm', file: file('manifest') } } }
    case 'CreateArtifactFiles': {
      const { artifactFiles } = variables['input'] as {
        readonly artifactFiles: readonly { readonly name: string }[]
      }
      const edges = artifactFiles.map(({ name }) => ({
        node: {
          ...file(`artifact/${name}`),
          storagePath: name,
          uploadMultipartUrls: null,
          artifact: { id: 'a' },
        },
      }))
      return { createArtifactFiles: { files: { edges } } }
    }
    case 'CommitArtifact':
      return { commitArtifact: { artifact: { id: 'a', digest: '' } } }
    case 'CreateRunFiles': {
      const names = variables['files'] as readonly string[]
      const files = names.map((name) => ({
        name,
        uploadUrl: `${base}/put/${encodeURIComponent(name)}`,
      }))
      return { createRunFiles: { runID: 'b', uploadHeaders: [], files } }
    }
    default:
      return { serverInfo: { features: [], cliVersionInfo: {}, latestLocalVersionInfo: null } }
  }
}
