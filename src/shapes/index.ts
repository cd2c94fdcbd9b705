import { z } from 'zod'
import { metadataSchema } from '../adapters/spec/metadata-schema.data.js'
import {
  adapterBumpOutput,
  adapterCheckOutput,
  adapterInspectOutput,
  adapterPlainOutput,
} from './adapter-output.js'
import {
  doctorOutput,
  dryRunOutput,
  metadataBuildOutput,
  metadataCheckOutput,
  metadataSetOutput,
  metadataShowOutput,
  planOutput,
  requestOutput,
  validateOutput,
} from './command-outputs.js'
import { configOutput } from './config-output.js'
import { evaluateOutput } from './evaluate-output.js'
import { initOutput } from './init-output.js'
import { lineageAddOutput, lineageFindOutput } from './lineage-output.js'
import { lineageDocument } from '../provenance/lineage/lineage-document.js'
import { manifest } from './manifest.js'
import { compareOutput, exploreOutput, reportOutput } from './report-output.js'
import { publishOutput } from './publish-output.js'
import { releaseOutput } from './release-output.js'
import { exportOutput, report } from './report.js'
import { schemaInferOutput } from './schema-infer-output.js'
import { keyOutput, signOutput, verifyOutput } from './signing-output.js'

interface Published {
  readonly title: string
  readonly shape: z.ZodType
  /** Whose `--json` it is. */
  readonly command?: string
}

/** Every document whose JSON Schema is published, by the name of the schema. */
export const documents: Readonly<Record<string, Published>> = {
  manifest: { title: 'manifest.json of a loradex export', shape: manifest },
  report: { title: 'report.json of a loradex export', shape: report },
  ...output('init', initOutput),
  ...output('export', exportOutput),
  ...output('export --dry-run', dryRunOutput),
  ...output('plan', planOutput),
  ...output('report', reportOutput),
  ...output('report --compare', compareOutput),
  ...output('explore', exploreOutput),
  ...output('validate', validateOutput),
  ...output('request', requestOutput),
  ...output('metadata show', metadataShowOutput),
  ...output('metadata set', metadataSetOutput),
  ...output('metadata check', metadataCheckOutput),
  ...output('metadata build', metadataBuildOutput),
  ...output('adapter inspect', adapterInspectOutput),
  ...output('adapter check', adapterCheckOutput),
  ...output('adapter plain', adapterPlainOutput),
  ...output('adapter bump', adapterBumpOutput),
  ...output('evaluate', evaluateOutput),
  ...output('release', releaseOutput),
  ...output('lineage show', lineageDocument),
  ...output('lineage add', lineageAddOutput),
  ...output('lineage find', lineageFindOutput),
  ...output('publish', publishOutput),
  ...output('sign', signOutput),
  ...output('verify', verifyOutput),
  ...output('keys generate', keyOutput),
  ...output('keys show', keyOutput),
  ...output('doctor', doctorOutput),
  ...output('config show', configOutput),
  ...output('schema infer', schemaInferOutput),
}

/** `export --dry-run` → `export-dry-run-output` */
function output(command: string, shape: z.ZodType): Readonly<Record<string, Published>> {
  const name = `${command.replaceAll(/[ -]+/gu, '-')}-output`
  return { [name]: { title: `what loradex ${command} --json prints`, shape, command } }
}

/** Texts of the files in `schemas/`, by their name. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  return new Map([
    ['adapter-metadata.schema.json', `${JSON.stringify(metadataSchema, undefined, 2)}\n`],
    ...Object.entries(documents).map(([name, { title, shape }]) => {
      const $id = `https://loradex.dev/schemas/${name}-v1.json`
      // What any value may stand in is checked nowhere else.
      const schema = z.toJSONSchema(shape, { unrepresentable: 'any' })
      const text = `${JSON.stringify({ $id, title, ...schema }, undefined, 2)}\n`
      return [`${name}.schema.json`, text] as const
    }),
  ])
}
