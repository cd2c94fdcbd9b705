// node tools/conformance.mjs [--write]
// Runs our validator, ajv and hyperjump over the JSON Schema Test Suite by the same harness; --write puts
// the table into docs/conformance.md.
import { validators } from './conformance/validators.mjs'
import { drafts, files, hasSuite, sections } from './conformance/suite.mjs'
import { markdownTable } from './markdown-table.mjs'
import { build } from './ready.mjs'
import { writePart } from './write-part.mjs'

if (!hasSuite) {
  console.error('the JSON Schema Test Suite is not beside the project')
  process.exit(5)
}
build()
const { parseJsonText } = await import('../dist/schema/index.js')
const { writeJson } = await import('../dist/kernel/write-json.js')
const all = await validators()
const rows = []
for (const draft of drafts) {
  for (const section of sections) {
    const scores = []
    for (const open of Object.values(all)) scores.push(await scoreOf(open, draft, section))
    const total = scores[0].total
    const cells = scores.map(({ passed }) => (passed === total ? `**${passed}**` : String(passed)))
    rows.push([draft.dialect, section.name, String(total), ...cells])
    console.error(rows.at(-1).join('  '))
  }
}
const table = markdownTable(['draft', 'tests', 'count', ...Object.keys(all)], rows)
console.log(table)
if (process.argv.includes('--write')) writePart('docs/conformance.md', 'suite', table)

async function scoreOf(open, draft, section) {
  let [passed, total] = [0, 0]
  for (const { name, text } of files(draft, section)) {
    const compile = await open(draft, { formats: section.formats, file: name })
    for (const { schema, tests } of groupsOf(text)) {
      total += tests.length
      const test = await compile(schema).catch(() => undefined)
      for (const { data, valid } of test ? tests : []) {
        if ((await test(data).catch(() => undefined)) === valid) passed += 1
      }
    }
  }
  return { passed, total }
}

/** Schemas and values as they are written: numbers keep their digits. */
function groupsOf(text) {
  return parseJsonText(text).map((group) => ({
    schema: writeJson(group.get('schema')),
    tests: group.get('tests').map((test) => ({
      data: writeJson(test.get('data')),
      valid: test.get('valid'),
    })),
  }))
}
