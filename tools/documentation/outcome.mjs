import { differences, renewed } from './compare.mjs'

export function failureAt({ line }, { path }, text) {
  return new Error(`${path}:${line}: ${text}`)
}

/** Notes that something of the kind was done. */
export function count({ outcome }, kind, times = 1) {
  outcome.done[kind] = (outcome.done[kind] ?? 0) + times
}

export function leaveOut({ line, kind }, { outcome }, reason) {
  outcome.leftOut.push({ line, kind, reason })
}

/** Compares what the page shows below `line` with what there is; a difference does not end the page. */
export function tellDifferences(block, session, { expected, actual }) {
  count(session, 'output compared')
  const shown = withoutHidden(actual, session)
  const lines = differences(expected, shown)
  if (lines.length === 0) return
  session.outcome.failures.push(
    `${failureAt(block, session, 'what is printed differs (- page, + seen)').message}\n${lines.join('\n')}`,
  )
  session.outcome.renewals.push({ line: block.line, from: expected, to: renewed(expected, shown) })
}

/** Folders and servers have other names in every run. */
function withoutHidden(text, { hidden }) {
  return hidden.reduce((shown, name) => shown.replaceAll(name, '…'), text)
}
