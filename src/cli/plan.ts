import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageFolder } from '../kernel/package-folder.js'
import type { LoradexError } from '../kernel/error.js'
import { diskFailure } from '../kernel/disk-failure.js'
import { loadRecipe } from '../recipe/load-recipe.js'
import { placeFrom } from '../recipe/place-from.js'
import { planExport } from '../recipe/plan-export.js'
import { hadoopPath } from '../spark/hadoop-path.js'
import { assertReadable, moveCopies } from '../spark/move-copies.js'
import { openPlanContext } from '../spark/plan-context.js'
import { planDocument } from '../spark/plan-document.js'
import { flagOption, listOption, textOption, type RunCommand } from './command.js'
import type { PlanOutput } from './outputs/plan-output.js'
import { showWarnings } from './show-warnings.js'
import { sparkSettings } from './spark-options.js'
import { usageInvalid } from './usage-invalid.js'

const DEFAULT_RECIPE = 'loradex.yaml'
const DEFAULT_PLAN = 'plan.json'

export const planExportCommand: RunCommand = async (given, io) => {
  const [path = DEFAULT_RECIPE] = given.arguments
  const loaded = await loadRecipe(resolve(io.cwd, path), {
    shownPath: path,
    env: io.env,
    overrides: listOption(given, 'set'),
  })
  showWarnings(loaded.warnings, io)
  assertReadable(loaded.recipe)
  const { env, stdin, signal } = io
  const planner = openPlanContext(loaded.recipe, { conf: sparkSettings(given), env, signal })
  const spoolFolder = await mkdtemp(join(tmpdir(), 'loradex-plan-'))
  try {
    const { context } = planner
    const planned = await planExport(loaded, { ...context, env, stdin, signal, spoolFolder })
    showWarnings(planned.warnings, io)
    if (moveCopies(planned, { spoolFolder, folder: '' }).copies.length > 0) throw noCopies()
    const document = planDocument(planned, loaded.baseFolder)
    const file = resolve(io.cwd, textOption(given, 'out') ?? DEFAULT_PLAN)
    await writeFile(file, `${JSON.stringify(document, null, 2)}\n`).catch((cause: unknown) => {
      throw diskFailure(relative(io.cwd, file), cause)
    })
    const target = placeFrom(loaded.baseFolder, loaded.recipe.output.path)
    const output: PlanOutput = {
      format_version: 1,
      path: file,
      plan_digest: document.digest,
      parts: document.parts.length,
      tasks: document.tasks.length,
      spark_submit: submitLine(file, hadoopPath(target)),
    }
    if (flagOption(given, 'json')) {
      io.stdout(JSON.stringify(output, null, 2))
      return 0
    }
    io.stderr(`${output.parts} parts in ${output.tasks} tasks; to submit them:`)
    io.stderr(output.spark_submit.join(' '))
    io.stdout(relative(io.cwd, file))
    return 0
  } finally {
    await planner.close()
    await rm(spoolFolder, { recursive: true, force: true })
  }
}

function noCopies(): LoradexError {
  return usageInvalid(
    'plan: expected a source of files, saw one that is copied when it is planned',
    'Use loradex export --engine spark, which brings the copy to the cluster.',
  )
}

/** What to start a cluster with; `--master` and settings are up to who does. */
function submitLine(plan: string, target: string): readonly string[] {
  return [
    'spark-submit',
    '--class',
    'loradex.Main',
    '--files',
    inPackage('dist/bundle/spark-worker.mjs'),
    inPackage('dist/spark/loradex-spark.jar'),
    hadoopPath(plan),
    target,
  ]
}

function inPackage(path: string): string {
  return fileURLToPath(new URL(path, packageFolder))
}
