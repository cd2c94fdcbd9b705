import { nodePartner } from '../node-partner.mjs'
import { remotes } from './suite.mjs'

const pins = {
  ajv: '8.20.0',
  'ajv-formats': '3.0.1',
  'ajv-draft-04': '1.0.0',
  '@hyperjump/json-schema': '1.18.0',
  '@hyperjump/json-schema-formats': '1.0.7',
}

/**
 * Validators by name. Each opens for a draft, with or without formats, and then gives for a schema, as
 * JSON text, a test of values, as JSON text; both may fail.
 */
export async function validators() {
  const load = nodePartner('validators', pins)
  return {
    loradex: await ours(),
    [`ajv ${pins.ajv}`]: await ajv(load),
    [`hyperjump ${pins['@hyperjump/json-schema']}`]: await hyperjump(load),
  }
}

async function ours() {
  const { compileSchema, parseJsonText } = await import('../../dist/schema/index.js')
  return async (draft, { formats, file }) => {
    const documents = new Map(remotes(draft).map(({ uri, text }) => [uri, parseJsonText(text)]))
    const options = {
      defaultDialect: draft.dialect,
      assertFormats: formats,
      assertContent: file === 'content.json',
      documents,
    }
    return async (schema) => {
      const { accepts } = compileSchema(parseJsonText(schema), options)
      return async (value) => accepts(parseJsonText(value))
    }
  }
}

async function ajv(load) {
  const entries = {
    'draft-04': 'ajv-draft-04',
    'draft-06': 'ajv',
    'draft-07': 'ajv',
    '2019-09': 'ajv/dist/2019.js',
    '2020-12': 'ajv/dist/2020.js',
  }
  const { default: addFormats } = await load('ajv-formats')
  const { default: draft6 } = await load('ajv/dist/refs/json-schema-draft-06.json')
  return async (draft, { formats }) => {
    const { default: module } = await load(entries[draft.dialect])
    const Ajv = module.default ?? module
    return async (schema) => {
      const checker = new Ajv({ strict: false, logger: false, validateFormats: formats })
      if (formats) (addFormats.default ?? addFormats)(checker)
      if (draft.dialect === 'draft-06') checker.addMetaSchema(draft6)
      for (const { uri, text } of remotes(draft))
        attempt(() => checker.addSchema(JSON.parse(text), uri))
      const validate = checker.compile(JSON.parse(schema))
      return async (value) => validate(JSON.parse(value)) === true
    }
  }
}

async function hyperjump(load) {
  const entries = {
    'draft-04': 'draft-04',
    'draft-06': 'draft-06',
    'draft-07': 'draft-07',
    '2019-09': 'draft-2019-09',
    '2020-12': 'draft-2020-12',
  }
  const uris = {
    'draft-04': 'http://json-schema.org/draft-04/schema#',
    'draft-06': 'http://json-schema.org/draft-06/schema#',
    'draft-07': 'http://json-schema.org/draft-07/schema#',
    '2019-09': 'https://json-schema.org/draft/2019-09/schema',
    '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  }
  await load('@hyperjump/json-schema/formats')
  for (const entry of Object.values(entries)) await load(`@hyperjump/json-schema/${entry}`)
  let count = 0
  let current
  return async (draft, { formats }) => {
    const api = await load(`@hyperjump/json-schema/${entries[draft.dialect]}`)
    api.setShouldValidateFormat(formats)
    if (current !== draft) {
      for (const { uri, text, dialect } of remotes(draft)) {
        if (current) attempt(() => api.unregisterSchema(uri))
        attempt(() => api.registerSchema(JSON.parse(text), uri, uris[dialect]))
      }
    }
    current = draft
    return async (schema) => {
      count += 1
      const uri = `http://example.test/schema-${count}`
      api.registerSchema(JSON.parse(schema), uri, uris[draft.dialect])
      const validate = await api.validate(uri)
      api.unregisterSchema(uri)
      return async (value) => quietly(() => validate(JSON.parse(value)).valid)
    }
  }
}

/** It logs what is wrong with host names. */
function quietly(action) {
  const { log } = console
  console.log = () => {}
  try {
    return action()
  } finally {
    console.log = log
  }
}

/** Some documents are for other drafts, and cannot be registered for this one. */
function attempt(action) {
  try {
    action()
  } catch {
    // Tests that need them fail, and are counted.
  }
}
