import { access, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageFolder } from '../../kernel/package-folder.js'

const SCHEMA = 'schemas/recipe.schema.json'

const ownFolder = fileURLToPath(packageFolder)

/** Where a copy goes when the package does not lie where the recipe's project could find it. */
export const SCHEMA_COPY = '.loradex/recipe.schema.json'

/** How the first line of a recipe names the schema by which editors complete and check it. */
export interface EditorSchema {
  /** Relative to the recipe, with `/` between folders. */
  readonly path: string
  /** There is no such file yet. */
  readonly isCopy: boolean
}

/**
 * The schema of the package: in `node_modules` at or above the recipe, or beside it in a checkout. A
 * package that lies elsewhere, as a global one does, is no path for a recipe that others read, too.
 */
export async function editorSchema(recipeFolder: string): Promise<EditorSchema> {
  for (let folder = recipeFolder; ; folder = dirname(folder)) {
    const installed = join(folder, 'node_modules/loradex', SCHEMA)
    if (await exists(installed)) return { path: spell(recipeFolder, installed), isCopy: false }
    if (`${folder}${sep}` === ownFolder) {
      return { path: spell(recipeFolder, join(folder, SCHEMA)), isCopy: false }
    }
    if (folder === dirname(folder)) return { path: `./${SCHEMA_COPY}`, isCopy: true }
  }
}

/** The schema that the package ships. */
export async function editorSchemaText(): Promise<string> {
  return readFile(join(ownFolder, SCHEMA), 'utf8')
}

function spell(from: string, to: string): string {
  const path = relative(from, to).replaceAll(sep, '/')
  return path.startsWith('.') ? path : `./${path}`
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
