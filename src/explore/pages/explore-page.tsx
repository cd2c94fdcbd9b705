import type { ComponentChildren } from 'preact'
import { formatBytes, formatCount, formatPercent } from '../../ui/format-number.js'
import { renderPage } from '../../ui/page.js'
import { stylesheet } from '../../ui/stylesheet.js'
import { visibleString } from '../../ui/visible-parts.js'
import { VisibleText } from '../../ui/visible-text.js'
import type { Explorer } from '../open-explorer.js'
import { exploreStyle } from './explore-style.js'
import { keyboardScript } from './keyboard-script.js'
import { KeyHelp } from './key-help.js'

export interface ExplorePage {
  readonly title: string
  /** Which of the three ways through the export the page is on. */
  readonly at: 'overview' | 'samples' | 'rejects' | 'elsewhere'
  readonly main: ComponentChildren
}

/** A page of the explorer, whole. */
export function explorePage(explorer: Explorer, { title, at, main }: ExplorePage): string {
  return renderPage({
    title: `${title} · ${visibleString(explorer.name, 60)}`,
    style: stylesheet + exploreStyle,
    script: keyboardScript,
    policy: { 'form-action': "'self'" },
    header: <Head explorer={explorer} at={at} />,
    main: (
      <div class="wide">
        <Notices explorer={explorer} />
        {main}
      </div>
    ),
    footer: <KeyHelp />,
  })
}

function Head({ explorer, at }: { explorer: Explorer; at: ExplorePage['at'] }) {
  const { samples, rejects, name } = explorer
  const ways = [
    { at: 'overview', href: '/', text: 'Overview', count: undefined },
    { at: 'samples', href: '/samples', text: 'Samples', count: samples.total },
    { at: 'rejects', href: '/rejects', text: 'Rejects', count: rejects.total },
  ]
  return (
    <header class="band">
      <div class="wide head">
        <p class="export">
          <span class="soft">Export</span> <VisibleText text={name} limit={80} />
        </p>
        <nav aria-label="Export">
          {ways.map(({ at: place, href, text, count }) => (
            <a href={href} aria-current={place === at ? 'page' : undefined}>
              {text}
              {count !== undefined && <b> {formatCount(count)}</b>}
            </a>
          ))}
        </nav>
      </div>
    </header>
  )
}

/** What is not as it should be, and how far reading has come. */
function Notices({ explorer }: { explorer: Explorer }) {
  const { bytes, bytesDone, isComplete, problems } = explorer.progress()
  return (
    <>
      {problems.length > 0 && (
        <div class="notice bad" role="alert">
          <p>The files of this export are not what its manifest says.</p>
          <ul>
            {problems.slice(0, 5).map((problem) => (
              <li>
                <VisibleText text={problem} limit={300} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {!isComplete && (
        <p class="notice" role="status">
          Reading the files: {formatPercent(bytes === 0 ? 1 : bytesDone / bytes)} of{' '}
          {formatBytes(bytes)}. Later rows and counts come with them. <a href="">Refresh</a>
        </p>
      )}
    </>
  )
}
