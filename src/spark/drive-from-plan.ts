import process from 'node:process'
import { exportInstant } from '../recipe/export-instant.js'
import { shownRecipeOf, type PlannedExport } from '../recipe/plan-export.js'
import { planLane } from '../recipe/plan-lane.js'
import { planAgain } from '../recipe/worker-plan.js'
import { VERSION } from '../recipe/version.js'
import { openCluster } from './cluster.js'
import { driveExport } from './drive-export.js'
import { hadoopPath } from './hadoop-path.js'
import type { PlanDocument } from './plan-document.js'
import { brokenFrame } from './frames.js'
import { wrongVersion } from './spark-error.js'
import { readText } from './spark-folder.js'

/**
 * Makes the export of a plan where Spark has been submitted by somebody else, over stdin and stdout; goes on
 * with what an earlier driver has done.
 */
export async function driveFromPlan([plan, target]: readonly string[]): Promise<void> {
  const cluster = openCluster(process.stdin, process.stdout, gone)
  if (plan === undefined || target === undefined) throw brokenFrame('no plan.json and no target')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its version is compared first
  const document = JSON.parse(await readText(cluster, hadoopPath(plan))) as PlanDocument
  if (document.loradex_version !== VERSION) throw wrongVersion(document.loradex_version, VERSION)
  const { report, bytesWritten } = await driveExport(cluster, plannedOf(document), {
    target: hadoopPath(target),
    document,
    replace: false,
    unfinished: 'resume',
    exportedAt: exportInstant(process.env),
    onProgress: ({ partsDone, parts, read }) =>
      say(`${partsDone} of ${parts} parts read, ${read} records`),
  })
  const { read, emitted } = report.counts
  say(`${emitted} of ${read} records kept, ${bytesWritten} bytes in ${target}`)
  cluster.end()
}

function gone(): Promise<unknown> {
  return Promise.resolve(brokenFrame('the end of the driver'))
}

function say(line: string): void {
  process.stderr.write(`loradex: ${line}\n`)
}

function plannedOf(document: PlanDocument): PlannedExport {
  const { recipe, schemaText, constraint, digest, hasLane } = document
  const plan = planAgain(document)
  return {
    plan,
    lane: hasLane
      ? planLane(recipe, { schemaText, keySeed: digest })
      : { reason: 'the plan has none' },
    recipe,
    shownRecipe: shownRecipeOf(recipe),
    schemaText,
    constraint,
    keySeed: hasLane ? digest : null,
    added: plan.parts,
    warnings: [],
  }
}
