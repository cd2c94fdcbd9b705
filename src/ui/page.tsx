import { createHash } from 'node:crypto'
import type { ComponentChildren } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'

export interface PageOptions {
  readonly title: string
  /** The one style sheet, inline. */
  readonly style: string
  /** The one script, inline; without it the page allows none. */
  readonly script?: string
  /** Directives of the content security policy that the page needs beyond its own style and script. */
  readonly policy?: Readonly<Record<string, string>>
  /** Before the main content; `<header>` and `<nav>` go here. */
  readonly header?: ComponentChildren
  readonly main: ComponentChildren
  readonly footer?: ComponentChildren
}

/** A whole HTML document that loads nothing: its policy allows the style and script it holds by their hashes. */
export function renderPage(options: PageOptions): string {
  return `<!doctype html>\n${renderToStaticMarkup(<Document {...options} />)}\n`
}

function Document({ title, style, script, policy, header, main, footer }: PageOptions) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyText(style, script, policy)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        {header}
        <main id="main" tabIndex={-1}>
          {main}
        </main>
        {footer}
        {script !== undefined && <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  )
}

function policyText(
  style: string,
  script: string | undefined,
  policy: PageOptions['policy'],
): string {
  const directives = {
    'default-src': "'none'",
    'style-src': hashSource(style),
    ...(script !== undefined && { 'script-src': hashSource(script) }),
    'img-src': 'data:',
    'base-uri': "'none'",
    'form-action': "'none'",
    ...policy,
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
