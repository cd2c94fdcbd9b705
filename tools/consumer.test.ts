import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'

interface PackageJson {
  readonly exports: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}

const compilerOptions = {
  module: 'nodenext',
  target: 'es2023',
  lib: ['es2023'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
}

const program = `
import { JsonlLlmExporter, type ExporterConfig, type ExportStats } from 'loradex'
import { compileSchema, fromPlain } from 'loradex/schema'

const config: ExporterConfig = { style: 'text_completion', quality: { min_text_length: 1 } }
const stats: ExportStats = await new JsonlLlmExporter(config).exportEntities([{ content: 'Once.' }])
const { accepts } = compileSchema(fromPlain({ type: 'object' }))
console.log(stats.exported_entities, accepts(fromPlain({})))
`

describe('the packed package', () => {
  let folder = ''
  let installed = ''
  let specifiers: readonly string[] = []

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'consumer-'))
    installed = join(folder, 'node_modules', 'loradex')
    await mkdir(installed, { recursive: true })
    const { exports, dependencies } = JSON.parse(
      await readFile('package.json', 'utf8'),
    ) as PackageJson
    specifiers = Object.keys(exports).map((subpath) => subpath.replace('.', 'loradex'))
    // No install: what the package depends on is there already.
    for (const name of ['@types', 'undici-types', ...Object.keys(dependencies)]) {
      const link = join(folder, 'node_modules', name)
      await mkdir(join(link, '..'), { recursive: true })
      await symlink(resolve('node_modules', name), link)
    }
    run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], '.')
    const [archive = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
    run('tar', ['-xzf', archive, '-C', installed, '--strip-components', '1'], folder)
    await writeFile(join(folder, 'package.json'), '{"type":"module"}')
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
  })
  after(() => rm(folder, { recursive: true }))

  it('holds what is used, and no tests', async () => {
    const files = await readdir(installed, { recursive: true })
    for (const file of ['LICENSE', 'schemas/recipe.schema.json', 'dist/index.d.ts']) {
      assert.ok(files.includes(file), file)
    }
    const others = files.filter((file) => /\.test\.|^dist\/(?:tests|tools|examples)\b/u.test(file))
    assert.deepEqual(others, [])
  })

  it('has types for every subpath', async () => {
    const imports = specifiers.map((name, index) => `export * as area${index} from '${name}'\n`)
    await writeFile(join(folder, 'every-subpath.ts'), imports.join(''))
    await writeFile(join(folder, 'program.ts'), program)
    assert.equal(run(resolve('node_modules/.bin/tsc'), ['-p', '.'], folder), '')
  })

  it('runs', async () => {
    await writeFile(join(folder, 'program.js'), program.replaceAll(/, type \w+|: Export\w+/gu, ''))
    assert.equal(run(process.execPath, ['program.js'], folder), '1 true\n')
  })
})

/** Its standard output. */
function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`)
  return stdout
}
