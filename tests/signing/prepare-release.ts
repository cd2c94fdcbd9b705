import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  planRelease,
  readCertificates,
  signModel,
  writeRelease,
} from '#loradex/provenance/index.js'
import { writeTinyAdapter } from '../provenance/tiny-adapter.js'
import { keyPair, makeCertificates, writeFiles } from './signed-folder.js'

/** A folder `adapter`, signed by `release.key`: as it is, under certificates, or as a whole release, of an export. */
export async function prepareRelease(
  folder: string,
  by: 'key' | 'certificate' | 'release',
  exportFolder?: string,
): Promise<void> {
  const adapter = join(folder, 'adapter')
  await writeFiles(adapter)
  await writeTinyAdapter(adapter)
  const { privateKey: key, privatePath } = await keyPair(join(folder, 'release.key'))
  if (by === 'release') {
    await writeFile(
      join(adapter, 'adapter_metadata.json'),
      '{"adapter_id":"geo-qa","base_model":{"name":"base"}}',
    )
    const plan = await planRelease({
      folder: adapter,
      ...(exportFolder !== undefined && { exportFolder }),
      version: '1.2.0',
      releasedAt: new Date(0),
      loradexVersion: '0.1.0',
    })
    await writeRelease(plan, { folder: adapter, key })
    return
  }
  if (by === 'key') {
    await signModel({ folder: adapter, key })
    return
  }
  await makeCertificates(join(folder, 'authority'), privatePath)
  for (const [name, as] of [
    ['root', 'root.crt'],
    ['between', 'ca.crt'],
    ['leaf', 'release.crt'],
  ] as const) {
    await copyFile(join(folder, 'authority', `${name}.pem`), join(folder, as))
  }
  const chain = [
    ...(await readCertificates({ path: join(folder, 'release.crt') })),
    ...(await readCertificates({ path: join(folder, 'ca.crt') })),
  ]
  await signModel({ folder: adapter, key, certificate: { chain } })
}
