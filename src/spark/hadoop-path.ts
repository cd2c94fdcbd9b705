import { resolve } from 'node:path'

/** What Hadoop calls a place: URIs are as they are, paths of this machine get their scheme. */
export function hadoopPath(path: string): string {
  return isUri(path) ? path : `file://${resolve(path)}`
}

/** `hdfs://…`, `s3a://…`; a letter alone is a drive. */
export function isUri(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\//iu.test(path)
}
