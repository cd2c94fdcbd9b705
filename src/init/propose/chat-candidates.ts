import { isJsonArray, isJsonObject, type Json } from '../../kernel/json-value.js'
import type { Column } from '../columns/column.js'
import { listIn } from '../columns/conversation.js'
import { roleFit } from '../columns/name-roles.js'
import { ownName } from '../columns/column.js'
import type { Candidate, MappedField } from './candidate.js'
import { asText } from './field-source.js'
import { findColumn, isScalar, isText } from './find-column.js'

/** Whole conversations, by their content; and single turns with a system message, by their names. */
export function chatCandidates(columns: readonly Column[]): readonly Candidate[] {
  const conversations = columns
    .filter(({ kind }) => kind === 'messages')
    .map((column): Candidate => {
      const fit = roleFit(ownName(column), 'messages')
      return {
        style: 'chat_completion',
        strength: 0.9 + 0.08 * fit - (column.keys.length - 1) * 0.02,
        fields: [
          {
            field: 'messages_field',
            source: column.path,
            columns: [column],
            reason: 'a list of messages in which an assistant speaks',
          },
          ...toolsOf(columns),
        ],
      }
    })
  return [...conversations, ...turnOf(columns)]
}

function turnOf(columns: readonly Column[]): readonly Candidate[] {
  const system = findColumn(columns, 'system', isText)
  const others = columns.filter((column) => column !== system?.column)
  // Only beside a system message are a question and an answer a conversation.
  const asked = system ? (['user', 'prompt', 'instruction'] as const) : (['user'] as const)
  const answered = system ? (['assistant', 'output'] as const) : (['assistant'] as const)
  const [user] = asked.flatMap((role) => findColumn(others, role, isText) ?? [])
  const rest = others.filter((column) => column !== user?.column)
  const [assistant] = answered.flatMap((role) => findColumn(rest, role, isScalar) ?? [])
  if (user === undefined || assistant === undefined) return []
  const turn: readonly MappedField[] = [
    field('system_field', system?.column, 'the system message, by its name'),
    field('user_field', user.column, 'what the user says, by its name'),
    field('assistant_field', assistant.column, 'what the assistant answers, by its name'),
  ]
  const isThere = columns.some(({ path }) => path === 'messages')
  const noMessages: MappedField = {
    field: 'messages_field',
    source: { const: null },
    columns: [],
    reason: 'one turn per record instead',
  }
  return [
    {
      style: 'chat_completion',
      strength: 0.97 * Math.min(user.fit, assistant.fit),
      fields: [...(isThere ? [noMessages] : []), ...turn, ...toolsOf(columns)],
    },
  ]
}

function field(
  name: MappedField['field'],
  column: Column | undefined,
  reason: string,
): MappedField {
  if (column) return { field: name, source: asText(column), columns: [column], reason }
  return { field: name, source: { const: null }, columns: [], reason: 'no column for it' }
}

/** Tool definitions beside the messages; a column that only has the name of one is left out. */
function toolsOf(columns: readonly Column[]): readonly MappedField[] {
  const tools = findColumn(columns, 'tools', (column) => isToolList(column.example))
  if (tools) {
    const { path } = tools.column
    return [
      {
        field: 'tools_field',
        source: path,
        columns: [tools.column],
        reason: 'definitions of tools',
      },
    ]
  }
  if (!columns.some(({ path }) => path === 'tools')) return []
  return [
    {
      field: 'tools_field',
      source: { const: null },
      columns: [],
      reason: 'no definitions of tools there',
    },
  ]
}

function isToolList(value: Json | undefined): boolean {
  const list = listIn(value)
  return isJsonArray(list) && list.length > 0 && list.every(isJsonObject)
}
