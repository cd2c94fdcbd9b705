// The JSON Schema Test Suite beside the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const suite = resolve('../shared/data/json-schema-test-suite')

export const hasSuite = existsSync(suite)

export const drafts = [
  { folder: 'draft4', dialect: 'draft-04' },
  { folder: 'draft6', dialect: 'draft-06' },
  { folder: 'draft7', dialect: 'draft-07' },
  { folder: 'draft2019-09', dialect: '2019-09' },
  { folder: 'draft2020-12', dialect: '2020-12' },
]

export const sections = [
  { name: 'required', folder: '', formats: false },
  { name: 'optional', folder: 'optional', formats: false },
  { name: 'format', folder: 'optional/format', formats: true },
]

/** Every file of a section of a draft: its name, and its groups of tests as JSON text. */
export function files(draft, section) {
  const folder = join(suite, 'tests', draft.folder, section.folder)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/** The documents that tests refer to: those of the draft first, then those of all, then those of others. */
export function remotes(draft) {
  const root = join(suite, 'remotes')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .toSorted((left, right) => rank(left, draft) - rank(right, draft))
    .map((name) => ({
      dialect: (drafts.find(({ folder }) => name.startsWith(`${folder}/`)) ?? draft).dialect,
      uri: `http://localhost:1234/${name}`,
      text: readFileSync(join(root, name), 'utf8'),
    }))
}

function rank(name, { folder }) {
  if (name.startsWith(`${folder}/`)) return 0
  return name.startsWith('draft') ? 2 : 1
}
