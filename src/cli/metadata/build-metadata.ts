import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildMetadata } from '../../adapters/build/build-metadata.js'
import { checkAdapterMetadata } from '../../adapters/check-metadata.js'
import { problemLine } from '../../adapters/metadata-problem.js'
import type { AdapterFiles } from '../../adapters/read/adapter-files.js'
import { readAdapter } from '../../adapters/read/read-adapter.js'
import { readAdapterMetadata } from '../../adapters/read-adapter-metadata.js'
import { readableWeights } from '../../adapters/summarize-adapter.js'
import type { JsonObject } from '../../kernel/json-value.js'
import { fromPlain } from '../../kernel/plain-json.js'
import { indentJson } from '../../kernel/write-json.js'
import { exportInstant } from '../../recipe/export-instant.js'
import type { CommandIo } from '../command-io.js'
import { flagOption, listOption, textOption, type Given, type RunCommand } from '../command.js'
import type { MetadataBuildOutput } from '../outputs/metadata-output.js'
import { usageInvalid } from '../usage-invalid.js'
import { assign, readAssignment } from './assign.js'
import { replaceFile } from './metadata-file.js'
import { refuseContradictions } from './refuse-contradictions.js'

const FILE = 'adapter_metadata.json'

export const buildMetadataCommand: RunCommand = async (given, io) => {
  const [shown = '.'] = given.arguments
  const path = resolve(io.cwd, shown)
  const files = await readConfigOrWeights(path, shown)
  const folder = isFile(path) ? '.' : shown
  const file = textOption(given, 'out') ?? join(folder, FILE)
  const exportFolder = folderOption(given, 'export', io)
  if (exportFolder !== undefined && !isFile(join(exportFolder, 'manifest.json'))) {
    throw usageInvalid(
      `--export ${textOption(given, 'export')}: expected an export, saw no manifest.json`,
      'Name the folder that loradex export wrote.',
    )
  }
  const set = listOption(given, 'set')
    .map((text) => readAssignment(text))
    .reduce<JsonObject>(assign, new Map())
  await refuseContradictions(files, set)
  const document = await buildMetadata(files, {
    exportFolder,
    shownExport: textOption(given, 'export'),
    trainerFolder: folderOption(given, 'trainer', io),
    trainerShown: textOption(given, 'trainer'),
    baseFolder: folderOption(given, 'base', io),
    given: set,
    builtAt: exportInstant(io.env),
  })
  const text = indentJson(document)
  const isDry = flagOption(given, 'dryRun')
  if (!isDry) await replaceFile(resolve(io.cwd, file), text, file)
  if (flagOption(given, 'json')) {
    const printed: Readonly<Record<keyof MetadataBuildOutput, unknown>> = {
      format_version: 1,
      file,
      written: !isDry,
      metadata: document,
    }
    io.stdout(indentJson(fromPlain(printed)).trimEnd())
  } else if (isDry) io.stdout(text.trimEnd())
  const { errors } = checkAdapterMetadata(readAdapterMetadata(text, { path: file }))
  for (const problem of errors) io.stderr(`error ${problemLine(problem)}`)
  io.stderr(`${file}: ${isDry ? 'nothing was written' : 'written'}`)
  return errors.length === 0 ? 0 : 3
}

/** @throws `adapter.refused` where there is no config, and no weights that can be read */
async function readConfigOrWeights(path: string, shown: string): Promise<AdapterFiles> {
  const files = await readAdapter(path, shown)
  if (files.config === undefined) readableWeights(files)
  return files
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function folderOption(given: Given, name: string, { cwd }: CommandIo): string | undefined {
  const shown = textOption(given, name)
  return shown === undefined ? undefined : resolve(cwd, shown)
}
