import { dirname, join } from 'node:path'
import type { Proposal } from '../propose/proposal.js'
import type { RecordSample } from '../sample/record-sample.js'
import { editorSchema, editorSchemaText, SCHEMA_COPY } from './editor-schema.js'
import { recipeText } from './recipe-text.js'
import type { NewFile } from './write-files.js'

export interface ProposalFiles {
  readonly proposal: Proposal
  readonly sample: RecordSample
  /** Where the recipe goes, and what messages call it. */
  readonly path: string
  readonly shown: string
  /** Variables that have to be set before the recipe can be run. */
  readonly unset: readonly string[]
}

/** The recipe first, then what stands beside it: a long schema, and the editors' schema where none is found. */
export async function filesOfProposal(
  wanted: ProposalFiles,
): Promise<readonly [NewFile, ...NewFile[]]> {
  const { proposal, sample, path, shown, unset } = wanted
  const editor = await editorSchema(dirname(path))
  const notes = unset.map((name) => `Set ${name} in the environment before it is run.`)
  const text = recipeText(proposal, sample, { editorSchema: editor.path, notes })
  const beside = (file: string) => ({
    path: join(dirname(path), file),
    shown: join(dirname(shown), file),
  })
  const { schema } = proposal
  return [
    { path, shown, text },
    ...(schema.file === undefined ? [] : [{ ...beside(schema.file), text: schema.text }]),
    ...(editor.isCopy
      ? [{ ...beside(SCHEMA_COPY), text: await editorSchemaText(), mayReplace: true }]
      : []),
  ]
}
