// What each public code means. `node tools/docs.mjs` fails where one is missing or left over.
import { adapterErrorCodes } from './adapter-explanations.data.mjs'
import { grammarErrorCodes } from './grammar-explanations.data.mjs'
import { releaseErrorCodes } from './release-explanations.data.mjs'
import { sparkErrorCodes } from './spark-explanations.data.mjs'

/**
 * What each error code means and what helps, and which golden message of tests/errors/goldens shows
 * it: the file, and the heading in it.
 */
export const errorCodes = {
  'usage.invalid': {
    means: 'A command, an argument or an option cannot be used as it is given.',
    helps:
      'The message names what was not understood and, where something is like it, what may have been meant. `loradex help export` lists all options of export, and so for every command.',
    example: ['command-line', 'A misspelt option'],
  },
  'config.unreadable': {
    means: 'The configuration file of the user cannot be read, or is broken YAML.',
    helps: '`loradex config show` names the file; `LORADEX_CONFIG` names another one.',
    example: ['commands', 'A configuration file that is broken YAML'],
  },
  'config.invalid': {
    means: 'The configuration file has wrong keys or values; all of them are listed at once.',
    helps:
      'It holds defaults of the machine only: what decides the data stands in the recipe. [environment.md](environment.md) lists the keys.',
    example: ['commands', 'A misspelt key of the configuration file'],
  },
  'recipe.unreadable': {
    means: 'The recipe is no file that can be read, or is broken YAML or JSON.',
    helps:
      'Line and column say where YAML or JSON breaks; nothing of the recipe is understood before that is repaired.',
    example: ['recipe', 'A misspelt recipe'],
  },
  'recipe.invalid': {
    means: 'Keys or values of the recipe are wrong; up to ten of them are listed at once.',
    helps:
      'Each line has file, line, column and key. [recipe.md](recipe.md) lists all keys; with the first line of the [examples](../examples/README.md) an editor checks them while you write.',
    example: ['recipe', 'A misspelt key'],
  },
  'recipe.env-missing': {
    means: 'A variable that `${NAME}` refers to is not set in the environment.',
    helps: 'Set the variable in the shell or the job that runs loradex. Its value is never shown.',
    example: ['recipe', 'A variable that is not set'],
  },
  'schema.invalid': {
    means: 'The JSON Schema cannot be read, is none, or says what cannot be meant.',
    helps:
      'The message has line and column in the schema, or in the recipe that holds it. A misspelt keyword would let everything through, and limits that contradict each other would refuse everything: both are refused. Keywords of your own are called `x-…`.',
    example: ['schema', 'A misspelt keyword'],
  },
  ...grammarErrorCodes,
  'template.invalid': {
    means: 'A template that a program compiles has a mistake.',
    helps:
      'Line and column are those of the template. In a recipe the same is `recipe.invalid`, with the place in the recipe.',
    example: ['templates', 'A template of a program'],
  },
  'value.not-json': {
    means: 'A value that a program passes is nothing that JSON can hold.',
    helps: 'Pass null or a text in place of NaN and infinity, and call functions before.',
    example: ['library', 'A value that JSON cannot hold'],
  },
  'source.unreadable': {
    means: 'The source cannot be opened: no permission, no connection, damage at its beginning.',
    helps:
      'The message says what the system, the server or the file answered. A refused login exits with 4.',
    example: ['files', 'A file that may not be read'],
  },
  'source.not-a-file': {
    means: 'The path leads to a folder, a pipe or a device.',
    helps: 'Name files, with a wildcard where there are many. Pipes are read as `type: stdin`.',
    example: ['files', 'A folder'],
  },
  'source.no-match': {
    means: 'No file matches the path or pattern, or there is no such table.',
    helps: 'Paths start from the folder of the recipe. The message says what there is instead.',
    example: ['files', 'A misspelt file'],
  },
  'source.not-found': {
    means: 'A server was reached and has nothing there: status 404 or 410, no such database.',
    helps: 'Correct the address in `source.url`.',
    example: ['servers', 'Nothing at the address'],
  },
  'source.encoding': {
    means: 'The text of the source has an encoding that is not read.',
    helps: 'Convert the file to UTF-8. Single records that are not UTF-8 are dropped instead.',
    example: ['files', 'UTF-16'],
  },
  'source.wrong-format': {
    means: 'The source is something else than `source.type` says, as its beginning shows.',
    helps: 'Set `source.type` to what the file is. Single broken records are dropped instead.',
    example: ['files', 'CSV as JSON Lines'],
  },
  'source.query-refused': {
    means: 'The database does not run the query.',
    helps:
      'A query is one SELECT without parameters. Misspelt columns, tables and functions come with what may have been meant.',
    example: ['databases', 'SQLite: a misspelt column'],
  },
  'source.driver-missing': {
    means: 'The package that reads this kind of source is not installed.',
    helps: 'Install it beside loradex. Only `@duckdb/node-api` is optional.',
    example: ['drivers', 'Without @duckdb/node-api'],
  },
  'source.changed': {
    means: 'A file changed or was removed between planning and reading.',
    helps: 'Export from a copy, or when nobody writes to the file.',
    example: ['library', 'A file that changes while it is read'],
  },
  'source.not-appendable': {
    means: 'The source does not tell which records have come since an earlier export.',
    helps: 'A database does, by a column that `source.append_by` names; see append.md.',
    example: ['targets', 'A source that does not tell what is new'],
  },
  'source.damaged': {
    means:
      'A compressed input is damaged, or something was appended to it; or a SQLite database is damaged.',
    helps: 'Fetch or write the file again.',
    example: ['files', 'gzip with a wrong checksum'],
  },
  'source.truncated': {
    means: 'A compressed or binary file, or a JSON array, ends too early.',
    helps:
      'Fetch or write the file again. A last line of JSON Lines that is cut off is dropped instead.',
    example: ['files', 'gzip that is cut off'],
  },
  'source.expands-too-much': {
    means: 'A compressed file expands more than 1,000 times.',
    helps: 'Data from life does not; decompress the file yourself if you trust it.',
    example: ['files', 'gzip that expands without end'],
  },
  'source.lost': {
    means: 'The source failed while it was read: a connection, a disk, a query on its way.',
    helps: 'Start again when the cause is gone; nothing was published.',
    example: ['servers', 'An answer that is cut off'],
  },
  'init.no-records': {
    means:
      'The source that `init` or `schema infer` looks at has no records, or none with the field asked for.',
    helps: 'Name a file or table with records, or the field as they have it.',
    example: ['commands', 'init: a file without records'],
  },
  'init.no-proposal': {
    means: 'No recipe that `init` tries keeps any of the records.',
    helps: 'Write the recipe by hand, from one of the [examples](../examples/README.md).',
    example: ['commands', 'init: records without a value'],
  },
  'init.target-exists': {
    means: 'A file that `init` would write exists and is not to be replaced.',
    helps: '`--force` replaces it, `--out` names another one.',
    example: ['commands', 'init: an earlier recipe'],
  },
  'init.target-unwritable': {
    means: 'The recipe cannot be written where it is to be.',
    helps: 'Name a file in a folder that you may write to with `--out`.',
    example: ['commands', 'init: a folder that is none'],
  },
  'metric.state-invalid': {
    means: 'A stored state of a metric cannot be read.',
    helps: 'It comes from another version, or is a bug: please report it.',
    example: ['library', 'The state of a metric that is none'],
  },
  'evaluation.invalid': {
    means:
      'Predictions cannot be evaluated: they are no JSONL, do not belong to the export, or answer other questions than those they are compared with.',
    helps:
      'There is one prediction for each sample of the split, in its order: `{"output": "…"}`, or `{"logprobs": […]}`.',
    example: ['adapters', 'Predictions that are too few'],
  },
  ...adapterErrorCodes,
  'report.missing': {
    means: 'There is no export at the path, or it has no `report.json`.',
    helps: 'Name the folder of an export.',
    example: ['commands', 'report: a folder without an export'],
  },
  'report.damaged': {
    means: '`report.json` is not what an export writes; what is wrong is named.',
    helps: 'Export again: the report is made from the records.',
    example: ['commands', 'report: a damaged report'],
  },
  'report.newer': {
    means: '`report.json` was written by a newer version of loradex.',
    helps: 'Install that version to read it.',
    example: ['commands', 'report: a report of a newer version'],
  },
  'export.target-exists': {
    means: 'There is something at the target that is not to be replaced.',
    helps: '`--force` replaces an earlier export once the new one is complete, and nothing else.',
    example: ['targets', 'An earlier export'],
  },
  'export.locked': {
    means: 'Another process exports to the same target.',
    helps: 'One that was killed is in nobody’s way: its lock counts no more.',
    example: ['targets', 'A target that another process exports to'],
  },
  'export.unfinished': {
    means: 'An export to the target was interrupted, and can be gone on with.',
    helps: '`--resume` does so, `--restart` begins again; see interrupted.md.',
    example: ['targets', 'An export that was interrupted'],
  },
  'export.plan-changed': {
    means: 'Recipe, source or version are not those of the export that is to be gone on with.',
    helps: 'What differs is named. Nothing is touched: changed back, it can be gone on with.',
    example: ['targets', 'A recipe that was changed since an export was interrupted'],
  },
  'export.not-appendable': {
    means:
      'The export was made without `--append`, and keeps nothing that another one could go on with; or something lies in its folder that is not of it.',
    helps:
      '`--append --force` makes it again; what is not of it has to be moved elsewhere. See append.md.',
    example: ['targets', 'An export that was made without --append'],
  },
  'export.target-unwritable': {
    means: 'The target cannot be written.',
    helps: 'Name a folder in which you may make folders; missing parents are made.',
    example: ['targets', 'A folder that may not be written'],
  },
  'export.disk-full': {
    means: 'The disk of the target is full, or a quota or limit is used up.',
    helps:
      'What was begun is removed, or kept for `--resume`. Copies of databases need room there, too.',
    example: ['targets', 'A full disk'],
  },
  'export.disk-failed': {
    means: 'The system could not write to the target, through no fault of its name.',
    helps: 'When the cause is gone, `--resume` goes on with what was begun.',
    example: ['library', 'A disk that fails'],
  },
  'export.entity-failed': {
    means: 'More entities of a program could not be exported than it allows.',
    helps:
      'The message has the place and reason of the last one; `max_errors` says how many may fail.',
    example: ['library', 'An entity without an answer'],
  },
  'export.records-lost': {
    means: 'The records that were read are not those emitted and dropped: a bug.',
    helps: 'Please report it; nothing was published.',
    example: ['library', 'Counts that do not add up'],
  },
  'export.worker-died': {
    means: 'A worker thread ended before its work was done, most likely for want of memory.',
    helps: 'Start again with fewer workers.',
    example: ['library', 'A worker that ends before its work is done'],
  },
  'export.not-run': {
    means: 'The result of an export was asked for before there was one.',
    helps: 'Wait for `exportEntities` to end.',
    example: ['library', 'A report before an export'],
  },
  'export.unreadable': {
    means: 'There is no export in the folder, or it cannot be read.',
    helps: 'Name the folder of an export, with its `manifest.json`.',
    example: ['commands', 'explore: a folder without an export'],
  },
  'export.damaged': {
    means: 'Files of an export are missing, or not what its manifest says.',
    helps: 'Export again, or fetch the folder again as a whole.',
    example: ['commands', 'explore: a shard that is cut off'],
  },
  'export.changed': {
    means: 'Files of an export changed while they were looked at.',
    helps: 'Start `loradex explore` again.',
    example: ['commands', 'explore: an export that is replaced meanwhile'],
  },
  'explore.port-taken': {
    means: 'The port is taken, or may not be used.',
    helps: 'Leave `--port` out: a free one is chosen then.',
    example: ['commands', 'explore: a port that is taken'],
  },
  ...sparkErrorCodes,
  ...releaseErrorCodes,
}
