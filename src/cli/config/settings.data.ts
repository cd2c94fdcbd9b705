import { DEDUP_MEGABYTES } from '../dedup-megabytes.js'
import { MOST_WORKERS } from '../most-workers.js'
import { colourSpelling, sameAs, type Setting } from './setting.js'

export const settings: readonly Setting[] = [
  {
    key: 'workers',
    about: 'threads of an export',
    values: { min: 1, max: MOST_WORKERS },
    byDefault:
      'as many as there are cores, at most 8; one fewer, at most 3, where lines of JSON are decided as they lie',
    spelling: sameAs('LORADEX_WORKERS'),
    flag: '--workers',
  },
  {
    key: 'dedup_memory',
    about: 'megabytes (2^20 bytes) of memory for what duplicates are known by',
    values: DEDUP_MEGABYTES,
    byDefault: 'a quarter of the memory, 256 at most',
    spelling: sameAs('LORADEX_DEDUP_MEMORY'),
    flag: '--dedup-memory',
  },
  {
    key: 'progress',
    about: 'how progress is shown on stderr',
    values: ['auto', 'bar', 'plain', 'json', 'none'],
    byDefault: 'auto',
    spelling: sameAs('LORADEX_PROGRESS'),
    flag: '--progress',
  },
  {
    key: 'color',
    about: 'colours on stderr; auto: where that is a terminal',
    values: ['auto', 'always', 'never'],
    byDefault: 'auto',
    spelling: colourSpelling,
  },
  {
    key: 'log',
    about: 'what is logged, from this level on',
    values: ['debug', 'info', 'warn', 'error', 'silent'],
    byDefault: 'silent',
    spelling: sameAs('LORADEX_LOG'),
  },
]
