import type { SourceContext } from '../recipe/open-source.js'
import type { RemoteFiles } from '../sources/remote-files.js'
import type { Cluster } from './cluster.js'

/** What the driver reads for us, while an export is planned. */
export function clusterSources(
  cluster: Cluster,
): Required<Pick<SourceContext, 'remoteFiles' | 'remoteTables'>> {
  return {
    remoteFiles: clusterFiles(cluster),
    remoteTables: {
      describe: (table) => cluster.describeTable(table),
      // Executors read them.
      schema: () => Promise.resolve('{}'),
      rows: () => Promise.resolve(Buffer.alloc(0)),
    },
  }
}

function clusterFiles(cluster: Cluster): RemoteFiles {
  return {
    async list(pattern) {
      const matching = await cluster.list(pattern)
      return matching.flatMap(({ path, is_folder }) => (is_folder ? [] : [path]))
    },
    async stat(uri) {
      const { bytes, mtime_ms } = await cluster.stat(uri)
      return { bytes, mtimeMs: mtime_ms }
    },
    async read(uri, at, bytes) {
      const chunks: Uint8Array[] = []
      for await (const chunk of cluster.read(uri, { at, bytes })) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
  }
}
