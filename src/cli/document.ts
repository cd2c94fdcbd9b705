import { rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { diskFailure } from '../kernel/disk-failure.js'
import { documentExport } from '../provenance/documents/document-export.js'
import { readData } from '../provenance/lineage/read-data.js'
import { readPrivateKey } from '../provenance/signing/read-key.js'
import { VERSION } from '../recipe/version.js'
import { textOption, type RunCommand } from './command.js'
import { privateKeyFile } from './signing-options.js'

export const documentCommand: RunCommand = async (given, io) => {
  const [shown = 'out'] = given.arguments
  const folder = resolve(io.cwd, shown)
  const key = textOption(given, 'key')
  const data = await readData(folder, shown, io.signal)
  const documents = documentExport(data, {
    version: VERSION,
    releasedAt: new Date().toISOString().replace(/\.\d{3}Z$/u, 'Z'),
    license: textOption(given, 'license') ?? '',
    creator: textOption(given, 'creator') ?? '',
    url: textOption(given, 'url') ?? '',
    ...(key !== undefined && { key: await readPrivateKey(privateKeyFile(key, io)) }),
  })
  for (const [name, text] of documents) {
    const path = join(folder, name)
    try {
      await writeFile(`${path}.new`, text)
      await rename(`${path}.new`, path)
    } catch (cause) {
      throw diskFailure(join(shown, name), cause)
    }
    io.stdout(join(shown, name))
  }
  return 0
}
