// Folders that others have made, and what may become of them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isLoradexError } from '#loradex/kernel/error.js'
import { signModel, type SigningKey } from '#loradex/provenance/index.js'
import { readSignature, statementOf } from './forge.js'
import { refusal } from './refusal.js'
import { inTemporary, keyPair, signedFolder, writeFiles } from './signed-folder.js'

describe('a signed folder', () => {
  it('may gain what every tool leaves out, at its top only', async () => {
    await inTemporary(async (place) => {
      const { folder, publicKey } = await signedFolder(place)
      await writeFiles(folder, {
        '.git/config': '',
        '.gitattributes': '',
        '.cache/huggingface/x.lock': '',
        'provenance.intoto.jsonl': '',
      })
      assert.equal(await refusal(folder, publicKey), 'verified')
      await writeFiles(folder, { 'a/.git/config': '' })
      assert.match(await refusal(folder, publicKey), /a\/\.git\/config not signed/u)
    })
  })

  it('is not signed with links, pipes or names that other systems read differently', async () => {
    await inTemporary(async (place) => {
      const { privateKey } = await keyPair(join(place, 'k.key'))
      const cases: Readonly<Record<string, (folder: string) => unknown>> = {
        'a link to a file': async (folder) => symlink('adapter_config.json', join(folder, 'link')),
        'a link to a folder': async (folder) => symlink('/etc', join(folder, 'link')),
        'a link to nothing': async (folder) => symlink('nowhere', join(folder, 'link')),
        'a link to itself': async (folder) => symlink('link', join(folder, 'link')),
        'a pipe': (folder) => spawnSync('mkfifo', [join(folder, 'pipe')]),
        'a backslash': async (folder) => writeFile(join(folder, 'a\\b'), ''),
        'a device': async (folder) => writeFile(join(folder, 'aux.json'), ''),
        'a blank at the end': async (folder) => writeFile(join(folder, 'a '), ''),
        'a new line': async (folder) => writeFile(join(folder, 'a\nb'), ''),
        'another form of an accent': async (folder) =>
          writeFiles(folder, { '\u00e9': '', 'E\u0301': '' }),
        'a drive': async (folder) => writeFile(join(folder, 'C:x'), ''),
        'bytes that are no UTF-8': async (folder) =>
          writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff])]), ''),
      }
      for (const [name, spoil] of Object.entries(cases)) {
        const folder = join(place, name)
        await writeFiles(folder)
        await spoil(folder)
        await assert.rejects(
          signModel({ folder, key: privateKey }),
          (error) => isLoradexError(error) && error.code === 'model.invalid',
          name,
        )
      }
      await mkdir(join(place, 'nothing'))
      for (const folder of ['nothing', 'nowhere', 'k.key']) {
        await assert.rejects(
          signModel({ folder: join(place, folder), key: privateKey }),
          (error) => isLoradexError(error) && error.code === 'model.invalid',
        )
      }
    })
  })

  it('is not verified when a file became a link, even to the same bytes', async () => {
    await inTemporary(async (place) => {
      const { folder, publicKey } = await signedFolder(place)
      await writeFile(join(place, 'same'), '{"peft_type":"LORA","r":8}')
      await rm(join(folder, 'adapter_config.json'))
      await symlink(join(place, 'same'), join(folder, 'adapter_config.json'))
      assert.match(await refusal(folder, publicKey), /^model\.invalid.*a link at adapter_config/u)
    })
  })

  it('keeps its earlier signature out of the next', async () => {
    await inTemporary(async (place) => {
      const { folder, privateKey, publicKey } = await signedFolder(place)
      const before = await readSignature(folder)
      await signModel({ folder, key: privateKey })
      const names = statementOf(await readSignature(folder)).predicate.resources
      assert.deepEqual(names, statementOf(before).predicate.resources)
      const signaturePath = join(place, 'elsewhere.sig')
      await rm(join(folder, 'model.sig'))
      await signModel({ folder, key: privateKey, signaturePath })
      assert.equal(await refusal(folder, publicKey, { signaturePath }), 'verified')
      assert.match(await refusal(folder, publicKey), /^signature\.missing/u)
    })
  })
})

describe('the cache of the Hub', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567'

  /** Files as links into `blobs`, as `hf download` leaves them. */
  async function cached(place: string): Promise<{ repository: string; by: SigningKey }> {
    const { folder, publicKey } = await signedFolder(place)
    const repository = join(place, 'models--acme--adapter')
    const snapshot = join(repository, 'snapshots', commit)
    await mkdir(join(snapshot, 'a'), { recursive: true })
    await mkdir(join(repository, 'blobs'))
    await mkdir(join(repository, 'refs'))
    await writeFile(join(repository, 'refs', 'main'), commit)
    const names = statementOf(await readSignature(folder)).predicate.resources
    for (const [index, { name }] of [...names, { name: 'model.sig' }].entries()) {
      const blob = join(repository, 'blobs', String(index))
      await writeFile(blob, await readFile(join(folder, name)))
      const up = '../'.repeat(name.split('/').length + 1)
      await symlink(`${up}blobs/${index}`, join(snapshot, name))
    }
    return { repository, by: publicKey }
  }

  it('is verified through its links, by snapshot and by repository', async () => {
    await inTemporary(async (place) => {
      const { repository, by } = await cached(place)
      assert.equal(await refusal(join(repository, 'snapshots', commit), by), 'verified')
      assert.equal(await refusal(repository, by), 'verified')
      await writeFile(join(repository, 'blobs', '1'), 'other weights')
      assert.match(await refusal(repository, by), /^signature\.mismatch/u)
    })
  })

  it('is refused when a link leads out of it, or its branch to another folder', async () => {
    await inTemporary(async (place) => {
      const { repository, by } = await cached(place)
      await writeFile(join(repository, 'refs', 'main'), '../../adapter')
      assert.match(await refusal(repository, by), /without a main branch/u)
      const link = join(repository, 'snapshots', commit, 'README.md')
      await rm(link)
      await symlink(join(place, 'adapter', 'README.md'), link)
      const snapshot = join(repository, 'snapshots', commit)
      assert.match(await refusal(snapshot, by), /^model\.invalid.*a link at README\.md/u)
    })
  })
})

describe('a private key', () => {
  it('is for its owner alone, and never replaced', async () => {
    await inTemporary(async (place) => {
      const { privatePath } = await keyPair(join(place, 'release.key'))
      const { mode } = await stat(privatePath)
      assert.equal(mode & 0o777, 0o600)
      await chmod(privatePath, 0o400)
      await assert.rejects(
        keyPair(privatePath),
        (error) => isLoradexError(error) && error.code === 'key.invalid',
      )
    })
  })
})
