/** An environment variable that changes what loradex does. */
export interface Variable {
  readonly name: string
  /** How it is written: `path`, `1 to 64`. */
  readonly value: string
  readonly about: string
  /** Its value is never shown. @default false */
  readonly isSecret?: boolean
}

/** All of them: `tools/docs.test.ts` finds one that the sources read and that is not here. */
export const variables: readonly Variable[] = [
  {
    name: 'LORADEX_CONFIG',
    value: 'path',
    about: 'The configuration file, in place of `config.yaml` in the configuration folder.',
  },
  {
    name: 'LORADEX_HOME',
    value: 'path',
    about: 'The configuration folder, in place of `loradex` in `XDG_CONFIG_HOME`.',
  },
  {
    name: 'LORADEX_WORKERS',
    value: '1 to 64',
    about: 'Threads of an export; never changes the bytes.',
  },
  {
    name: 'LORADEX_CHECKPOINT_MS',
    value: 'milliseconds from 0',
    about:
      'When an export first writes down how far it has come; 500 when not set, 0 for after every part.',
  },
  {
    name: 'LORADEX_DEDUP_MEMORY',
    value: '1 to 8192',
    about:
      'Megabytes of memory for what duplicates are known by; the rest goes to the disk. Never changes the bytes.',
  },
  {
    name: 'LORADEX_PROGRESS',
    value: 'auto, bar, plain, json or none',
    about: 'How progress is shown on stderr.',
  },
  {
    name: 'LORADEX_LOG',
    value: 'debug, info, warn, error or silent',
    about:
      'What is logged, from this level on; when not set silent, or info with `LORADEX_LOG_FILE`.',
  },
  {
    name: 'LORADEX_LOG_FILE',
    value: 'path',
    about: 'Where the log goes, in place of stderr.',
  },
  {
    name: 'LORADEX_KEY_PASSPHRASE',
    value: 'text',
    about: 'Encrypts the private key that `keys generate` makes, and opens it for `sign`.',
    isSecret: true,
  },
  {
    name: 'MLFLOW_TRACKING_URI',
    value: 'http(s) address',
    about: 'The MLflow server of `publish` and `pull`, where `--server` names none.',
  },
  {
    name: 'MLFLOW_TRACKING_TOKEN',
    value: 'text',
    about: 'Lets `publish` and `pull` in at MLflow, as its own clients.',
    isSecret: true,
  },
  {
    name: 'MLFLOW_TRACKING_USERNAME',
    value: 'text',
    about: 'The same with `MLFLOW_TRACKING_PASSWORD`, where there is no token.',
  },
  {
    name: 'MLFLOW_TRACKING_PASSWORD',
    value: 'text',
    about: 'Belongs to `MLFLOW_TRACKING_USERNAME`.',
    isSecret: true,
  },
  {
    name: 'XDG_CONFIG_HOME',
    value: 'absolute path',
    about: 'The configuration folder is `loradex` in it; `~/.config` when not set.',
  },
  {
    name: 'XDG_CACHE_HOME',
    value: 'absolute path',
    about: 'Compiled code is kept in `loradex` in it, and may be removed; `~/.cache` when not set.',
  },
  {
    name: 'NODE_DISABLE_COMPILE_CACHE',
    value: 'anything',
    about: 'No compiled code is kept: an export starts some 60 ms later.',
  },
  {
    name: 'NODE_V8_COVERAGE',
    value: 'path',
    about:
      'The same, as what Node says of covered code is less exact where it was compiled before.',
  },
  {
    name: 'NO_COLOR',
    value: 'anything',
    about: 'No colours on the terminal.',
  },
  {
    name: 'FORCE_COLOR',
    value: 'anything but 0 and false',
    about: 'Colours also where there is no terminal; `NO_COLOR` counts before it.',
  },
  {
    name: 'CI',
    value: 'anything but 0 and false',
    about: 'Progress in plain lines rather than a bar.',
  },
  {
    name: 'TERM',
    value: 'name',
    about: '`dumb` is a terminal on which nothing can be drawn.',
  },
  {
    name: 'LC_ALL',
    value: 'locale',
    about: 'Whether the terminal shows UTF-8; before `LC_CTYPE` and `LANG`.',
  },
  { name: 'LC_CTYPE', value: 'locale', about: 'The same; before `LANG`.' },
  { name: 'LANG', value: 'locale', about: 'The same. No locale changes what is written.' },
  {
    name: 'COLUMNS',
    value: 'number',
    about:
      'Characters in a line of help, up to 100, and of the bar; 80 or the terminal when not set.',
  },
  {
    name: 'SOURCE_DATE_EPOCH',
    value: 'seconds since 1970',
    about: 'Stands in for the clock in `adapter_metadata.json` and the dataset card.',
  },
  {
    name: 'TMPDIR',
    value: 'path',
    about: 'Where dry runs keep copies of sources that can be read only once; `/tmp` when not set.',
  },
  { name: 'PGHOST', value: 'host', about: 'Postgres: where `source.url` names no host.' },
  { name: 'PGPORT', value: 'port', about: 'Postgres: where `source.url` names no port.' },
  { name: 'PGDATABASE', value: 'name', about: 'Postgres: where `source.url` names no database.' },
  { name: 'PGUSER', value: 'name', about: 'Postgres: where `source.url` names no user.' },
  {
    name: 'PGPASSWORD',
    value: 'password',
    about: 'Postgres: where `source.url` holds no password.',
    isSecret: true,
  },
  { name: 'PGSSLMODE', value: 'mode', about: 'Postgres: where `source.url` has no `sslmode`.' },
]
