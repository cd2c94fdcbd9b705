import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCertificates, signModel } from '#loradex/provenance/index.js'
import { keyPair, makeCertificates, writeFiles } from './signed-folder.js'

/** A folder `adapter`, signed by `release.key`: as it is, or under certificates. */
export async function prepareRelease(folder: string, by: 'key' | 'certificate'): Promise<void> {
  const adapter = join(folder, 'adapter')
  await writeFiles(adapter)
  const { privateKey: key, privatePath } = await keyPair(join(folder, 'release.key'))
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
