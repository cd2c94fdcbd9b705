import { LoradexError } from '../../kernel/error.js'
import { expandSecrets } from '../../recipe/secrets.js'
import { findFiles } from './find-files.js'
import { findHttp } from './find-http.js'
import { findPostgres } from './find-postgres.js'
import type { FindOptions, FoundSource } from './found-source.js'
import { sqlOverFiles } from './sql-over-files.js'

/**
 * What a path, a glob, a folder, a URL or `${NAME}` leads to; without any of them, SQL over files, or
 * the files of the current folder.
 * @throws LoradexError when it cannot be read, or cannot be told
 */
export async function findSource(
  text: string | undefined,
  options: FindOptions,
): Promise<FoundSource> {
  if (text === '-') throw noStdin()
  if (text === undefined && options.query !== undefined) return sqlOverFiles(options.query, options)
  const revealed = expandSecrets(text ?? '.', options.env, 'source')
  if (/^postgres(?:ql)?:/u.test(revealed)) return findPostgres(text ?? '', options)
  if (/^https?:/u.test(revealed)) return findHttp(text ?? '', options)
  return findFiles(revealed, options)
}

function noStdin(): LoradexError {
  return new LoradexError('usage.invalid', {
    message: 'expected a source that can be read more than once, saw standard input',
    details: { args: ['-'] },
    hint: 'Write the data into a file, and name that.',
  })
}
