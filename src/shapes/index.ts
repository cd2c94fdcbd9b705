import { z } from 'zod'
import {
  doctorOutput,
  dryRunOutput,
  metadataCheckOutput,
  metadataSetOutput,
  metadataShowOutput,
  requestOutput,
  validateOutput,
} from './command-outputs.js'
import { configOutput } from './config-output.js'
import { initOutput } from './init-output.js'
import { manifest } from './manifest.js'
import { compareOutput, exploreOutput, reportOutput } from './report-output.js'
import { exportOutput, report } from './report.js'

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
  ...output('report', reportOutput),
  ...output('report --compare', compareOutput),
  ...output('explore', exploreOutput),
  ...output('validate', validateOutput),
  ...output('request', requestOutput),
  ...output('metadata show', metadataShowOutput),
  ...output('metadata set', metadataSetOutput),
  ...output('metadata check', metadataCheckOutput),
  ...output('doctor', doctorOutput),
  ...output('config show', configOutput),
}

/** `export --dry-run` → `export-dry-run-output` */
function output(command: string, shape: z.ZodType): Readonly<Record<string, Published>> {
  const name = `${command.replaceAll(/[ -]+/gu, '-')}-output`
  return { [name]: { title: `what loradex ${command} --json prints`, shape, command } }
}

/** Texts of the files in `schemas/`, by their name. */
export function publishedSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(documents).map(([name, { title, shape }]) => {
      const $id = `https://loradex.dev/schemas/${name}-v1.json`
      // What any value may stand in is checked nowhere else.
      const schema = z.toJSONSchema(shape, { unrepresentable: 'any' })
      return [`${name}.schema.json`, `${JSON.stringify({ $id, title, ...schema }, undefined, 2)}\n`]
    }),
  )
}
