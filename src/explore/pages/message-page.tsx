import type { VNode } from 'preact'
import { VisibleText } from '../../ui/visible-text.js'

export interface MessagePageProps {
  readonly title: string
  readonly message: string
  readonly hint?: string
}

/** A page that is not there, or cannot be. */
export function MessagePage({ title, message, hint }: MessagePageProps): VNode {
  return (
    <>
      <h1>{title}</h1>
      <p>
        <VisibleText text={message} limit={1000} />
      </p>
      {hint !== undefined && <p>{hint}</p>}
      <p>
        <a href="/">Overview of the export</a>
      </p>
    </>
  )
}
