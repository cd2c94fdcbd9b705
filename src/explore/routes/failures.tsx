import { isLoradexError, messageOf } from '../../kernel/error.js'
import { explorePage } from '../pages/explore-page.js'
import { MessagePage, type MessagePageProps } from '../pages/message-page.js'
import type { Explorer } from '../open-explorer.js'

type Status = 400 | 404 | 409 | 500 | 503

/** A page that says why there is no other. */
function messagePage(
  explorer: Explorer,
  { status, ...message }: MessagePageProps & { readonly status: Status },
): Response {
  const main = <MessagePage {...message} />
  const page = explorePage(explorer, { title: message.title, at: 'elsewhere', main })
  return new Response(page, {
    status,
    headers: { 'content-type': 'text/html; charset=UTF-8' },
  })
}

export function notFound(explorer: Explorer, message: string): Response {
  return messagePage(explorer, { status: 404, title: 'Not here', message })
}

/** For a row whose file is still being read. */
export function notYet(explorer: Explorer): Response {
  const message = 'This row has not been read yet. Refresh the page in a moment.'
  return messagePage(explorer, { status: 503, title: 'Not read yet', message })
}

/** What went wrong, as a page. */
export function failurePage(explorer: Explorer, error: unknown): Response {
  if (!isLoradexError(error)) {
    return messagePage(explorer, {
      status: 500,
      title: 'A bug in loradex',
      message: messageOf(error),
      hint: 'Please report it with the address of this page.',
    })
  }
  const { code, message, hint } = error
  if (code === 'usage.invalid') {
    return messagePage(explorer, { status: 400, title: 'Not understood', message, hint })
  }
  const status = code === 'export.changed' ? 409 : 500
  return messagePage(explorer, {
    status,
    title: 'The export cannot be shown',
    message,
    hint,
  })
}
