import type { ComponentChildren, VNode } from 'preact'
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../kernel/json-value.js'
import { VisibleText } from '../../ui/visible-text.js'
import { JsonText } from './json-text.js'
import { roleOf } from './sample-texts.js'
import { matchesIn, type WantedText } from './wanted-text.js'

/** Longer texts go on in the line itself, which is one link away. */
const SHOWN = 20_000
const MOST_TURNS = 200

export interface SampleViewProps {
  readonly sample: JsonObject
  readonly wanted: WantedText
}

/** A sample the way its style is meant to be read. Members of no style are shown one by one. */
export function SampleView({ sample, wanted }: SampleViewProps): VNode {
  const show = (key: string, title: string): ComponentChildren =>
    sample.has(key) && <Member title={title} value={sample.get(key) ?? null} wanted={wanted} />
  const messages = sample.get('messages')
  if (isJsonArray(messages)) {
    return (
      <>
        <Conversation messages={messages} wanted={wanted} />
        {show('tools', 'Tools')}
      </>
    )
  }
  if (sample.has('chosen')) {
    return (
      <>
        {show('prompt', 'Prompt')}
        <div class="pair">
          {show('chosen', 'Chosen')}
          {show('rejected', 'Rejected')}
        </div>
      </>
    )
  }
  const keys = [...sample.keys()].filter((key) => !besideContent.includes(key))
  return <>{keys.map((key) => show(key, titles[key] ?? key))}</>
}

/** What an export adds to the content of a sample. */
const besideContent: readonly string[] = ['weight', 'metadata', '__schema__']

const titles: Readonly<Record<string, string>> = {
  instruction: 'Instruction',
  input: 'Input',
  output: 'Output',
  text: 'Text',
}

interface MemberProps {
  readonly title: string
  readonly value: Json
  readonly wanted: WantedText
}

function Member({ title, value, wanted }: MemberProps) {
  return (
    <div class="member">
      <h3>
        <VisibleText text={title} limit={80} />
      </h3>
      <Value value={value} wanted={wanted} />
    </div>
  )
}

function Value({ value, wanted }: Omit<MemberProps, 'title'>) {
  if (typeof value === 'string') return <Prose text={value} wanted={wanted} />
  const isConversation =
    isJsonArray(value) && value.length > 0 && value.every((item) => roleOf(item) !== '')
  if (isConversation) return <Conversation messages={value} wanted={wanted} />
  return <JsonText value={value} wanted={wanted} />
}

function Prose({ text, wanted }: { text: string; wanted: WantedText }) {
  const strong = matchesIn(text.slice(0, SHOWN), wanted)
  return (
    <div class="prose">
      {text === '' ? (
        <i class="soft">empty</i>
      ) : (
        <VisibleText text={text} limit={SHOWN} strong={strong} lines />
      )}
    </div>
  )
}

interface ConversationProps {
  readonly messages: readonly Json[]
  readonly wanted: WantedText
}

function Conversation({ messages, wanted }: ConversationProps) {
  return (
    <>
      <ol class="turns">
        {messages.slice(0, MOST_TURNS).map((message) => (
          <Turn message={message} wanted={wanted} />
        ))}
      </ol>
      {messages.length > MOST_TURNS && (
        <p class="soft">{messages.length - MOST_TURNS} more messages are in the line.</p>
      )}
    </>
  )
}

const knownRoles = ['system', 'user', 'assistant', 'tool']

function Turn({ message, wanted }: { message: Json; wanted: WantedText }) {
  if (!isJsonObject(message)) {
    return (
      <li class="turn">
        <JsonText value={message} wanted={wanted} />
      </li>
    )
  }
  const role = roleOf(message)
  const content = message.get('content')
  const rest = new Map([...message].filter(([key]) => key !== 'role' && key !== 'content'))
  return (
    <li class={`turn ${knownRoles.includes(role) ? role : 'other'}`}>
      <p class="role">
        <VisibleText text={role} limit={40} />
      </p>
      {content !== undefined && content !== null && content !== '' && (
        <Value value={content} wanted={wanted} />
      )}
      {rest.size > 0 && <JsonText value={rest} wanted={wanted} />}
    </li>
  )
}
