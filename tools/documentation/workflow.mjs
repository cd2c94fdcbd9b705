import { parse } from 'yaml'
import { count, failureAt } from './outcome.mjs'

const ours = /^(?:npx )?loradex /u

/** The commands of ours in a workflow of GitHub or a pipeline of GitLab. */
export function stepsOf({ text }) {
  const { jobs, ...others } = parse(text) ?? {}
  const scripts =
    jobs === undefined
      ? Object.values(others).flatMap((job) => job?.script ?? [])
      : Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run = [] }) => run))
  return scripts.flatMap((script) => String(script).split('\n')).filter((line) => ours.test(line))
}

export async function runSteps(steps, block, session) {
  for (const step of steps) {
    const { status, output } = await session.shell.run(step)
    count(session, 'step of a workflow')
    if (status !== 0) throw failureAt(block, session, `${step} ended with ${status}\n${output}`)
  }
}
