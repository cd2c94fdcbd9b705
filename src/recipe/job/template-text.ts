import type { TextPiece, TextStep, TextValue } from '../../engine/job.js'
import { parseTemplate, type FilterCall, type TemplateNode } from '../../styles/template-syntax.js'
import { NoJob } from './no-job.js'

/**
 * The text that a template makes.
 * @throws NoJob when it does more than a job can say.
 */
export function templateText(template: string, name: string): TextValue {
  return { kind: 'text', pieces: parseTemplate(template).map((node) => pieceOf(node, name)) }
}

function pieceOf(node: TemplateNode, name: string): TextPiece {
  const piecesOf = (nodes: readonly TemplateNode[]): readonly TextPiece[] =>
    nodes.map((inner) => pieceOf(inner, name))
  switch (node.kind) {
    case 'text':
      return node.text
    case 'value':
      if (node.path === '@index') throw new NoJob(`@index in ${name}`)
      return {
        kind: 'value',
        path: node.path,
        steps: node.filters.map((call) => stepOf(call, name)),
      }
    case 'if':
      return {
        kind: 'if',
        path: node.path,
        body: piecesOf(node.body),
        otherwise: piecesOf(node.otherwise),
      }
    case 'each':
      if (pathsIn(node.body).some((path) => path !== '' && path !== '@index')) {
        throw new NoJob(`members of items in ${name}`)
      }
      return { kind: 'each', path: node.path, body: piecesOf(node.body) }
  }
}

function pathsIn(nodes: readonly TemplateNode[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'text') return []
    if (node.kind === 'value') return [node.path]
    const inner = node.kind === 'if' ? [...node.body, ...node.otherwise] : node.body
    return [node.path, ...pathsIn(inner)]
  })
}

function stepOf({ name, args }: FilterCall, where: string): TextStep {
  const [first, second] = args
  if (name === 'trim' || name === 'json') return { name }
  if (name === 'default' && typeof first === 'string') return { name, text: first }
  if (name === 'replace' && typeof first === 'string' && typeof second === 'string') {
    return { name, old: first, replacement: second }
  }
  throw new NoJob(`the filter ${name} in ${where}`)
}
