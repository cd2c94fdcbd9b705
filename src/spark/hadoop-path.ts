import { resolve } from 'node:path'
import { isUri } from '../sources/remote-files.js'

/** What Hadoop calls a place: URIs are as they are, paths of this machine get their scheme. */
export function hadoopPath(path: string): string {
  return isUri(path) ? path : `file://${resolve(path)}`
}
