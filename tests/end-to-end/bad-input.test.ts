import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { badFiles } from './bad-files.data.js'
import { plainRecipe, type BadInputCase, type Expected } from './bad-input-case.js'
import { badPlaces } from './bad-places.data.js'
import { badRecipes } from './bad-recipes.data.js'
import { badSchemas } from './bad-schemas.data.js'
import { startBadServer } from './bad-server.js'
import { badUsage } from './bad-usage.data.js'
import { inFolder } from './in-folder.js'
import { readExport } from './read-export.js'
import { runLoradex, type Outcome } from './run-loradex.js'

const groups = { badFiles, badPlaces, badRecipes, badSchemas, badUsage }

describe('an export', () => {
  const server = { url: '', stop: async () => {} }
  before(async () => void Object.assign(server, await startBadServer()))
  after(() => server.stop())

  for (const [group, cases] of Object.entries(groups)) {
    describe(`given ${group}`, () => {
      for (const each of cases) {
        it(each.name, () =>
          inFolderOf(each, (folder) => checkCase(each, { folder, serverUrl: server.url })),
        )
      }
    })
  }
})

interface Place {
  readonly folder: string
  readonly serverUrl: string
}

async function checkCase(each: BadInputCase, { folder, serverUrl }: Place): Promise<void> {
  const { args = [], command, stdin = [], expect } = each
  const argv = command ?? ['export', 'loradex.yaml', '--out', 'out', ...args]
  const env = { BAD_SERVER: serverUrl, ...each.env }
  const foundBefore = await namesIn(folder)
  const outcome = await runLoradex(argv, { cwd: folder, env, stdin })
  checkText(outcome, expect)
  if (expect.exitCode === 0 && expect.writesNothing !== true) {
    await checkExport(join(folder, 'out'), expect)
  } else {
    assert.deepEqual(await namesIn(folder), foundBefore, 'nothing is left behind')
  }
}

/** As bytes, because not every name is text. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { encoding: 'buffer' })
  return names.map((name) => name.toString('latin1')).toSorted()
}

function inFolderOf(
  { files = {}, prepare, recipe = {} }: BadInputCase,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const whole = typeof recipe === 'string' ? recipe : { ...plainRecipe, ...recipe }
  return inFolder({ files, recipe: whole }, async (folder) => {
    await prepare?.(folder)
    await use(folder)
  })
}

function checkText({ exitCode, stdout, stderr }: Outcome, expect: Expected): void {
  assert.equal(exitCode, expect.exitCode, stderr)
  assert.doesNotMatch(stderr, /^ {4}at |this is a bug/mu)
  assert.doesNotMatch(stderr, CONTROLS)
  assert.ok(stderr.split('\n').length <= MOST_LINES, stderr)
  assert.ok(stderr.length <= MOST_CHARACTERS, `${stderr.length} characters`)
  if (expect.code !== undefined) {
    assert.match(stderr, new RegExp(`^error ${expect.code}: `, 'mu'))
    assert.match(stderr, /^hint: \S.+$/mu)
  }
  if (expect.stdout) assert.match(stdout, expect.stdout)
  if (expect.stderr) assert.match(stderr, expect.stderr)
  if (expect.secret !== undefined) assert.ok(!`${stdout}${stderr}`.includes(expect.secret))
}

const MOST_LINES = 24
const MOST_CHARACTERS = 4000
/** What a terminal would obey instead of showing. */
// oxlint-disable-next-line no-control-regex -- those are what is looked for
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u

async function checkExport(target: string, expect: Expected): Promise<void> {
  assert.ok(existsSync(target), 'the export is there')
  assert.equal((await readdir(dirname(target))).filter((name) => name.startsWith('.')).length, 0)
  const { manifest, allLines } = await readExport(target)
  const { emitted, dropped } = manifest.counts
  if (expect.emitted !== undefined) assert.equal(emitted, expect.emitted)
  if (expect.dropped) assert.deepEqual(dropped, expect.dropped)
  if (expect.lines) assert.deepEqual(allLines, expect.lines)
  if (expect.secret === undefined) return
  for (const name of await readdir(target)) {
    const text = await readFile(join(target, name), 'utf8')
    assert.ok(!text.includes(expect.secret), `${name} holds no secret`)
  }
}
