import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { packageFolder } from '../kernel/package-folder.js'

const folder = new URL('schemas/', packageFolder)
const SUFFIX = '.schema.json'

/** Names of the JSON Schemas that the package ships: `recipe`, `doctor-output`. */
export async function schemaNames(): Promise<readonly string[]> {
  const files = await readdir(folder)
  return files
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .toSorted()
}

export function schemaPath(name: string): string {
  return fileURLToPath(new URL(`${name}${SUFFIX}`, folder))
}
