import { execFileSync } from 'node:child_process'
import { chmod, link, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { good, goodLine, stops, type BadInputCase, type Stop } from './bad-input-case.js'

const two = `${good(1)}\n${good(2)}\n`
const twoLines = [goodLine(1), goodLine(2)]

function source(path: string | readonly string[]): object {
  return { source: { type: 'jsonl', path } }
}

/** `BAD_SERVER` is the address of `startBadServer`. */
function served(path: string): object {
  return { source: { type: 'http', url: `\${BAD_SERVER}/${path}` } }
}

function refusesAnswer(name: string, path: string, stderr: RegExp): BadInputCase {
  return stops(name, { recipe: served(path) }, { exitCode: 7, code: 'source.lost', stderr })
}

function refusesServer(name: string, path: string, expect: Stop): BadInputCase {
  return stops(name, { recipe: served(path) }, expect)
}

function unusable(stderr: RegExp): Stop {
  return { exitCode: 2, code: 'source.unreadable', stderr }
}

function refusesPlace(
  name: string,
  prepare: (folder: string) => Promise<void>,
  expect: Stop,
): BadInputCase {
  return stops(name, { prepare }, expect)
}

const notAFile: Stop = { exitCode: 2, code: 'source.not-a-file' }

/** Where records come from: the file system and servers. */
export const badPlaces: readonly BadInputCase[] = [
  refusesPlace('[43] a folder', (folder) => mkdir(join(folder, 'in.jsonl')).then(), notAFile),
  refusesPlace(
    '[43] a FIFO',
    async (folder) => void execFileSync('mkfifo', [join(folder, 'in.jsonl')]),
    notAFile,
  ),
  stops('[43] a device', { recipe: source('/dev/zero') }, notAFile),
  refusesPlace('[44] a link to itself', (folder) => symlink('in.jsonl', join(folder, 'in.jsonl')), {
    exitCode: 2,
    code: 'source.unreadable',
  }),
  refusesPlace(
    'a link to nothing',
    (folder) => symlink('nowhere.jsonl', join(folder, 'in.jsonl')),
    { exitCode: 2, code: 'source.no-match' },
  ),
  {
    name: '[44] a folder that links to itself, read once',
    prepare: async (folder) => {
      await mkdir(join(folder, 'data'))
      await writeFile(join(folder, 'data/in.jsonl'), two)
      await symlink('.', join(folder, 'data/again'))
    },
    recipe: source('data/**/*.jsonl'),
    expect: { exitCode: 0, lines: twoLines, dropped: {} },
  },
  {
    name: 'a file by two names is two files',
    prepare: async (folder) => {
      await writeFile(join(folder, 'a.jsonl'), two)
      await link(join(folder, 'a.jsonl'), join(folder, 'b.jsonl'))
    },
    recipe: source('*.jsonl'),
    expect: { exitCode: 0, lines: [...twoLines, ...twoLines], dropped: {} },
  },
  {
    name: 'a file that two patterns match is read once',
    files: { 'in.jsonl': two },
    recipe: source(['*.jsonl', './in.jsonl']),
    expect: { exitCode: 0, lines: twoLines, dropped: {} },
  },
  ...(process.getuid?.() === 0
    ? []
    : [
        refusesPlace(
          '[45] a file that may not be read',
          async (folder) => {
            await writeFile(join(folder, 'in.jsonl'), two)
            await chmod(join(folder, 'in.jsonl'), 0)
          },
          { exitCode: 2, code: 'source.unreadable' },
        ),
      ]),
  stops(
    '[46] a file name with a line feed',
    { files: { 'a\nb.jsonl': two }, recipe: source('*.jsonl') },
    { exitCode: 2, code: 'source.unreadable', stderr: /hint: Rename the file/u },
  ),
  stops(
    '[46] a file name that is not UTF-8',
    {
      prepare: (folder) =>
        writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0x2e, 0x78])]), two),
      recipe: source('*.x'),
    },
    { exitCode: 2, code: 'source.unreadable', stderr: /hint: Rename the file/u },
  ),
  stops(
    '[137] a file name that a terminal obeys',
    { files: { '\u001B[2J.jsonl': two }, recipe: source('*.jsonl') },
    { exitCode: 2, code: 'source.unreadable' },
  ),
  stops(
    '[137] a pattern that a terminal obeys',
    { recipe: source('\u001B[2J\u009B2J.jsonl') },
    { exitCode: 2, code: 'source.no-match' },
  ),
  {
    name: 'an answer that is good',
    recipe: served('good'),
    expect: { exitCode: 0, lines: twoLines, dropped: {} },
  },
  {
    name: 'an answer that is compressed, although it does not say so',
    recipe: served('gzip'),
    expect: { exitCode: 0, lines: twoLines, dropped: {} },
  },
  {
    name: 'an answer without content',
    recipe: served('nothing'),
    expect: { exitCode: 0, lines: [], dropped: {}, stderr: /warning: the source has no records/u },
  },
  refusesAnswer('[54] a web page', 'page', /a web page/u),
  refusesAnswer('[54] an answer shorter than announced', 'short', /stops after|of \d+ bytes/u),
  refusesAnswer('[54] an answer that is cut off', 'cut', /stops after/u),
  refusesServer('[55] a redirect to a file', 'to-file', unusable(/redirect to something other/u)),
  refusesServer('[55] a redirect to data', 'to-data', unusable(/redirect to something other/u)),
  refusesServer('[55] a redirect to nothing', 'to-nonsense', unusable(/redirect to something/u)),
  refusesServer('[56] a redirect without end', 'loop', unusable(/more than 5 redirects/u)),
  refusesServer('an answer of 404', 'missing', {
    exitCode: 5,
    code: 'source.not-found',
    stderr: /status 404/u,
  }),
  refusesServer('an answer of 403', 'forbidden', {
    exitCode: 4,
    code: 'source.unreadable',
    stderr: /status 403/u,
  }),
  stops(
    'an answer that is an array',
    { recipe: served('array') },
    { exitCode: 2, code: 'source.wrong-format' },
  ),
  {
    name: '[62] a secret in an address shows nowhere',
    recipe: { source: { type: 'http', url: '${BAD_SERVER}/good?sig=hunter2' } },
    expect: { exitCode: 0, lines: twoLines, secret: 'hunter2' },
  },
  {
    name: '[62] a secret in a header shows nowhere',
    recipe: {
      source: {
        type: 'http',
        url: '${BAD_SERVER}/good',
        headers: { Authorization: 'Bearer hunter2' },
      },
    },
    expect: {
      exitCode: 0,
      lines: twoLines,
      secret: 'hunter2',
      stderr: /^warning: .*holds a secret/mu,
    },
  },
  stops(
    '[62] a secret in the address of a database that is not there',
    {
      recipe: {
        source: { type: 'postgres', url: 'postgres://u:hunter2@127.0.0.1:1/d', table: 't' },
      },
    },
    { exitCode: 2, code: 'source.unreadable' },
  ),
  {
    name: '[2] nothing on standard input',
    recipe: { source: { type: 'stdin' } },
    expect: { exitCode: 0, lines: [], dropped: {}, stderr: /warning: the source has no records/u },
  },
  {
    name: 'standard input that ends within a record',
    recipe: { source: { type: 'stdin' } },
    stdin: [Buffer.from(two), Buffer.from(good(3).slice(0, -5))],
    expect: { exitCode: 0, lines: twoLines, dropped: { 'truncated-record': 1 } },
  },
]
