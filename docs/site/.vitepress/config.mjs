import { resolve } from 'node:path'
import { pagesOfDocumentation } from '../../../tools/documentation/pages.mjs'
import { slugOf } from '../../../tools/documentation/slug.mjs'
import { bracesPlugin } from './braces.mjs'
import { namePlugin } from './code-names.mjs'
import { linkPlugin } from './links.mjs'
import { sidebarOf } from './sidebar.mjs'

const root = resolve(import.meta.dirname ?? '.', '../../..')
const pages = pagesOfDocumentation()

/** Nothing here asks another site for anything: no fonts, no analytics, no edit links. */
export default {
  title: 'loradex',
  description: 'Turns the records you have into fine-tuning data you can prove',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: root,
  // All but `pages`; a test compares.
  srcExclude: ['{docs,examples,benchmarks}/*/**', '{dist,out,schemas,src,tests,tools}/**'],
  rewrites: Object.fromEntries(
    pages
      .filter((page) => /(?:^|\/)README\.md$/u.test(page))
      .map((page) => [page, page.replace('README.md', 'index.md')]),
  ),
  outDir: resolve(root, 'docs/site/dist'),
  cacheDir: resolve(root, 'docs/site/.cache'),
  markdown: {
    anchor: { slugify: (heading) => slugOf(heading) },
    config(markdown) {
      markdown.use(linkPlugin, new Set(pages))
      markdown.use(namePlugin)
      markdown.use(bracesPlugin)
    },
  },
  themeConfig: {
    nav: [
      { text: 'Quickstart', link: '/docs/quickstart' },
      { text: 'Documentation', link: '/docs/' },
      { text: 'Changelog', link: '/CHANGELOG' },
    ],
    sidebar: sidebarOf('docs/README.md'),
    outline: 'deep',
    search: { provider: 'local' },
    externalLinkIcon: true,
  },
}
