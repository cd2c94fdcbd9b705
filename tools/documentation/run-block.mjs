import { compareGolden, compareOutput, compareUsage } from './compare-block.mjs'
import { failureAt, leaveOut } from './outcome.mjs'
import { checkRecipePart } from './recipe-block.mjs'
import { runCommands } from './run-commands.mjs'
import { runExcerpt } from './run-excerpt.mjs'
import { runFile } from './run-file.mjs'
import { runPython, runScript } from './run-script.mjs'

const runs = {
  sh: runCommands,
  console: runCommands,
  file: runFile,
  excerpt: runExcerpt,
  'part of a recipe': checkRecipePart,
  ts: runScript,
  js: runScript,
  python: runPython,
  output: compareOutput,
  usage: compareUsage,
  golden: compareGolden,
  'not run': (block, session) => leaveOut(block, session, block.reason),
}

/** Does what one block says. Throws what makes the rest of the page pointless. */
export async function runBlock(block, session) {
  const run = runs[block.kind]
  if (run !== undefined) return run(block, session)
  const expected = 'a file name, "from <file>" or "not-run: <reason>"'
  throw failureAt(
    block,
    session,
    `expected ${expected} after \`\`\`${block.language}, saw "${block.info}"`,
  )
}
