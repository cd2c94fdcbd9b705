// mlcroissant, the schemas of CycloneDX, the clients of OpenLineage and in-toto, in .partners/.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { metadataTo } from '#loradex/adapters/crosswalk/convert.js'
import { isJsonObject, type JsonObject } from '#loradex/kernel/json-value.js'
import { fromPlain, toPlain } from '#loradex/kernel/plain-json.js'
import {
  croissant,
  exportStatements,
  mlBom,
  openLineage,
  trainingStatement,
} from '#loradex/provenance/index.js'
import { askPython, pythonOf } from '#tools/python-partner.mjs'
import { inFolder } from '../end-to-end/in-folder.js'
import { factsIn, files, recipe } from '../provenance/release-facts.js'

interface Answers {
  readonly croissant: {
    readonly errors: readonly string[]
    readonly warnings: readonly string[]
    readonly rows: Readonly<Record<string, number>>
    readonly version: string
  }
  readonly croissant_crosswalk: object
  readonly bom: string | null
  readonly crosswalk: string | null
  readonly events: readonly string[]
  readonly statements: readonly string[]
}

describe('documents of a release', () => {
  const why = whyNot()
  let answers: Answers | undefined

  before(async () => {
    if (why) return
    await inFolder({ files, recipe }, async (folder) => {
      const facts = await factsIn(folder)
      const out = join(folder, 'out')
      const write = (name: string, text: string) => writeFile(join(out, name), text)
      await write('croissant.json', JSON.stringify(croissant(facts.data, facts)))
      await write('crosswalk.croissant.json', crosswalkCroissant(croissant(facts.data, facts)))
      await write('mlbom.cdx.json', JSON.stringify(mlBom(facts)))
      await write('crosswalk.cdx.json', crosswalkBom())
      const events = openLineage(facts).map((event) => JSON.stringify(event))
      await write('lineage.openlineage.jsonl', events.join('\n'))
      const statements = [
        ...exportStatements(facts.data, facts.version),
        trainingStatement(facts.adapter, facts),
      ]
      await write('statements.json', JSON.stringify(statements))
      answers = askPython('validators', 'check_documents.py', [out]) as Answers
    })
  })

  it(
    'are Croissant 1.1 to mlcroissant, which reads the samples by it',
    { skip: why ?? false },
    () => {
      assert.deepEqual(answers?.croissant.errors, [], JSON.stringify(answers?.croissant))
      assert.deepEqual(answers.croissant.warnings, [])
      assert.deepEqual(answers.croissant.rows, { 'train-00000-of-00001': 3 })
      assert.match(answers.croissant.version, /croissant\/1\.1$/u)
    },
  )

  it('say to mlcroissant what the crosswalk writes in their place', { skip: why ?? false }, () => {
    assert.deepEqual(answers?.croissant_crosswalk, {
      errors: [],
      warnings: [],
      said: {
        name: 'themis_legal_corpus_2024',
        keywords: ['legal'],
        languages: ['de'],
        creators: ['themis-ml-team'],
        published: '2024-11-21',
      },
    })
  })

  it('are CycloneDX 1.7 to its schema', { skip: why ?? false }, () => {
    assert.equal(answers?.bom, null)
  })

  it('agree with the crosswalk, which its schema takes, too', { skip: why ?? false }, () => {
    assert.equal(answers?.crosswalk, null)
  })

  it('are OpenLineage 2 events to its client', { skip: why ?? false }, () => {
    assert.deepEqual(answers?.events, [
      'START export.geo | faq 0 0',
      'COMPLETE export.geo | faq 1 1',
      'START training.geo-qa 0 0',
      'COMPLETE training.geo-qa 2 1',
    ])
  })

  it(
    'are in-toto statements with SLSA provenance and a test result',
    { skip: why ?? false },
    () => {
      assert.deepEqual(answers?.statements, [
        'https://slsa.dev/provenance/v1',
        'https://in-toto.io/attestation/test-result/v0.1',
        'https://slsa.dev/provenance/v1',
      ])
    },
  )
})

/** The conformance case with every block. */
function fullMetadata(): JsonObject {
  const { cases } = JSON.parse(
    readFileSync('docs/spec/adapter-metadata-1.0.cases.json', 'utf8'),
  ) as { readonly cases: readonly { readonly name: string; readonly document: unknown }[] }
  const full = fromPlain(cases.find(({ name }) => name === 'every block')?.document)
  assert.ok(isJsonObject(full))
  return full
}

/** A document of an export, with what the crosswalk says of its data set. */
function crosswalkCroissant(document: object): string {
  const said = new Map(metadataTo('Croissant', fullMetadata()))
  // The document has the type with its prefix.
  said.delete('@type')
  return JSON.stringify({ ...document, ...(toPlain(said) as object) })
}

/** As the component that a BOM is about. */
function crosswalkBom(): string {
  const component = toPlain(metadataTo('CycloneDX', fullMetadata()))
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    version: 1,
    metadata: { component },
  })
}

function whyNot(): string | undefined {
  try {
    pythonOf('validators')
    return undefined
  } catch {
    return 'the validators cannot be installed here'
  }
}
