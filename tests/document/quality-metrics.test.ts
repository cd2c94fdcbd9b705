// Twins of the code samples on quality metrics.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { JsonlLlmExporter, type ExporterConfig, type ExportStats } from 'loradex'
import { makeExportFolder, type ExportFolder } from './export-folder.js'

interface DocumentedReport {
  readonly schema_validation: {
    readonly total_validated: number
    readonly compliant: number
    readonly violations: number
    readonly compliance_rate: number
    readonly recent_errors: readonly string[]
  }
  readonly length_distribution: Readonly<Record<string, number>>
  readonly diversity_score: number
}

/** Answers of 60, 160, … code points, over and over. */
const entities = Array.from({ length: 20 }, (_, index) => ({
  question: `What is known of case number ${index}?`,
  answer: `Case ${index} `.padEnd(60 + 100 * (index % 4), 'was heard by the court '),
}))
const withoutOutput = { question: 'What is known of nothing?', answer: {} }
const tooShort = { question: 'Why?', answer: 'Nobody knows why, and nobody has ever asked before.' }

const qaSchema = {
  type: 'object',
  required: ['instruction', 'output'],
  properties: {
    instruction: { type: 'string', minLength: 10 },
    output: { type: 'string', minLength: 20 },
  },
}

describe('quality metrics', () => {
  let folder: ExportFolder
  before(async () => {
    folder = await makeExportFolder()
  })
  after(() => folder.remove())

  it('make the documented report', async () => {
    const exporter = new JsonlLlmExporter(
      {
        structured_gen: { enable_schema_validation: true, json_schema: qaSchema },
        quality_metrics: {
          enable_metrics: true,
          track_schema_compliance: true,
          track_length_distribution: true,
          track_diversity_score: true,
        },
      },
      { baseFolder: folder.path },
    )

    const stats: ExportStats = await exporter.exportEntities([...entities, tooShort])
    const qualityReport = exporter.getQualityMetricsReport()

    const report = JSON.parse(qualityReport) as DocumentedReport
    assert.deepEqual(Object.keys(report), [
      'schema_validation',
      'length_distribution',
      'diversity_score',
      'diversity',
    ])
    const { total_validated, compliant, violations, compliance_rate, recent_errors } =
      report.schema_validation
    assert.deepEqual([total_validated, compliant, violations], [21, 20, 1])
    assert.equal(compliance_rate, 20 / 21)
    assert.deepEqual(recent_errors, ["Field 'instruction' too short (min 10 chars)"])
    assert.deepEqual(report.length_distribution, { 0: 6, 100: 5, 200: 5, 300: 5 })
    assert.ok(report.diversity_score > 0 && report.diversity_score <= 1)
    assert.deepEqual([stats.total_entities, stats.failed_entities], [21, 1])
  })

  it('assure the quality of an export', async () => {
    await writeFile(join(folder.path, 'qa_schema.json'), JSON.stringify(qaSchema))
    const config: ExporterConfig = {
      quality: {
        min_text_length: 50,
        max_text_length: 4096,
        skip_empty_outputs: true,
        skip_duplicates: true,
      },
      structured_gen: {
        enable_schema_validation: true,
        reject_invalid_samples: true,
        json_schema: 'qa_schema.json',
      },
      quality_metrics: { enable_metrics: true },
    }

    const exporter = new JsonlLlmExporter(config, { baseFolder: folder.path })
    const duplicate = entities[0]
    const stats = await exporter.exportEntities([...entities, duplicate, tooShort, withoutOutput], {
      force: true,
    })

    const report = JSON.parse(exporter.getQualityMetricsReport()) as DocumentedReport
    assert.equal(report.schema_validation.compliance_rate, 21 / 23)
    assert.equal(stats.failed_entities, 3)
    assert.equal(stats.exported_entities, 20)
  })
})
