/** Bounds of full-job.yaml and of its schema, in code points. */
const QUESTION = { min: 10, max: 2048 }
const ANSWER = { min: 50, max: 4096 }

/** Says of rows, in their order, whether the full job keeps them: written down once more, without it. */
export function keptRule() {
  const seen = new Set()
  return ({ question, context, answer, score }) => {
    if (!isWithin(question, QUESTION) || !isWithin(answer, ANSWER)) return false
    if (score !== undefined && score !== null && typeof score !== 'number') return false
    const content = JSON.stringify([question, context, answer])
    if (seen.has(content)) return false
    seen.add(content)
    return true
  }
}

function isWithin(text, { min, max }) {
  if (typeof text !== 'string') return false
  const length = Array.from(text).length
  return length >= min && length <= max
}
