import { engineIds } from '../adapters/engines/engine-id.js'
import type { Command } from './command.js'
import { json } from './common-options.js'

const exported = {
  flags: '--export <folder>',
  about: 'the export that it was trained on',
  values: 'folder',
} as const
const base = {
  flags: '--base <folder>',
  about: 'where the paths of the source start from, if elsewhere',
  values: 'folder',
} as const
const store = {
  flags: '--store <folder>',
  about: 'where lineage is kept (default: lineage)',
  values: 'folder',
} as const

/** What makes a trained adapter one that others can rely on. */
export const releaseCommands: readonly Command[] = [
  {
    name: 'release',
    summary: 'Check an adapter, write its documents, and sign all of it',
    arguments: [
      { name: '[folder]', about: 'the adapter (default: this folder)', values: 'folder' },
    ],
    options: [
      exported,
      { flags: '--version <version>', about: 'semantic version of the release' },
      { flags: '-k, --key <file>', about: 'the private key to sign with', values: 'file' },
      {
        flags: '--parent <folder>',
        about: 'the release that training went on from',
        values: 'folder',
      },
      {
        flags: '--base <path>',
        about: 'folder or config.json of the base model, to check against',
        values: 'file',
      },
      {
        flags: '--engine <name>',
        about: 'fail unless it takes the adapter: vllm, sglang, lorax, tgi, llama.cpp or ollama',
        repeatable: true,
        values: engineIds,
      },
      {
        flags: '--trainer <folder>',
        about: 'where the trainer left its state and results',
        values: 'folder',
      },
      { flags: '--changelog <text>', about: 'what changed since the parent' },
      { flags: '--license <id>', about: 'SPDX identifier, such as Apache-2.0' },
      { flags: '-n, --dry-run', about: 'show the verdicts, write nothing' },
      json,
    ],
    examples: [
      ['release adapter --export out --version 1.2.0 --dry-run', 'see what speaks against it'],
      [
        'release adapter --export out --version 1.2.0 --key release.key --license Apache-2.0',
        'leave a folder that can be verified',
      ],
    ],
    load: async () => (await import('./release.js')).releaseCommand,
  },
  {
    name: 'sign',
    summary: 'Sign all files of an adapter, a model or an export',
    arguments: [{ name: '[folder]', about: 'default: this folder', values: 'folder' }],
    options: [
      { flags: '-k, --key <file>', about: 'the private key; it stays where it is', values: 'file' },
      { flags: '--certificate <file>', about: 'the certificate of the key', values: 'file' },
      {
        flags: '--chain <file>',
        about: 'certificates that vouch for that one',
        repeatable: true,
        values: 'file',
      },
      {
        flags: '--signature <file>',
        about: 'where the signature goes (default: model.sig in the folder)',
        values: 'file',
      },
      json,
    ],
    examples: [
      ['sign adapter --key release.key', 'write adapter/model.sig'],
      [
        'sign adapter --key release.key --certificate release.crt --chain ca.crt',
        'let a certificate say who signed',
      ],
    ],
    load: async () => (await import('./sign.js')).signCommand,
  },
  {
    name: 'verify',
    summary: 'Verify that a signed folder is as its signer left it',
    arguments: [
      {
        name: '[folder]',
        about: 'also of the Hugging Face cache (default: this folder)',
        values: 'folder',
      },
    ],
    options: [
      {
        flags: '-k, --key <file>',
        about: 'the public key of who must have signed',
        values: 'file',
      },
      {
        flags: '--root <file>',
        about: 'certificates of who vouches for the signer',
        repeatable: true,
        values: 'file',
      },
      {
        flags: '--signature <file>',
        about: 'the signature (default: model.sig in the folder)',
        values: 'file',
      },
      { flags: '--allow-unsigned', about: 'take files that nobody has signed' },
      json,
    ],
    examples: [
      ['verify adapter --key release.key.pub', 'exit 3 when anything has changed'],
      ['verify adapter --root root.crt', 'for a signature by certificate'],
    ],
    load: async () => (await import('./verify.js')).verifyCommand,
  },
  {
    name: 'keys generate',
    summary: 'Make a key to sign with',
    arguments: [
      {
        name: '<file>',
        about: 'the private key; the public one goes to <file>.pub',
        values: 'file',
      },
    ],
    options: [
      {
        flags: '--curve <curve>',
        about: 'default: P-256, which every verifier takes',
        values: ['P-256', 'P-384', 'P-521'],
      },
      json,
    ],
    examples: [
      ['keys generate release.key', 'write release.key and release.key.pub'],
      ['LORADEX_KEY_PASSPHRASE="$SECRET" loradex keys generate release.key', 'the same, encrypted'],
    ],
    load: async () => (await import('./keys.js')).generateKeyCommand,
  },
  {
    name: 'keys show',
    summary: 'Show what a key is, and nothing that is secret',
    arguments: [{ name: '<file>', about: 'a private or public key', values: 'file' }],
    options: [json],
    examples: [['keys show release.key.pub', 'curve and fingerprint']],
    load: async () => (await import('./keys.js')).showKeyCommand,
  },
  {
    name: 'keys fingerprint',
    summary: 'Print the fingerprint of a key, as signatures name it',
    arguments: [{ name: '<file>', about: 'a private or public key', values: 'file' }],
    options: [],
    examples: [['keys fingerprint release.key.pub', 'compare it by telephone']],
    load: async () => (await import('./keys.js')).fingerprintCommand,
  },
  {
    name: 'document',
    summary: 'Write Croissant, OpenLineage and an EU summary beside an export',
    arguments: [{ name: '[export]', about: 'the folder (default: out)', values: 'folder' }],
    options: [
      { flags: '--license <url>', about: 'of the data; Croissant wants the address of its text' },
      { flags: '--creator <name>', about: 'who made the data' },
      { flags: '--url <url>', about: 'where the data is published' },
      { flags: '-k, --key <file>', about: 'sign what is claimed of it, too', values: 'file' },
    ],
    examples: [['document out --creator Acme', 'write out/croissant.json and others']],
    load: async () => (await import('./document.js')).documentCommand,
  },
  {
    name: 'lineage show',
    summary: 'Show what an adapter or export was made from',
    arguments: [{ name: '[folder]', about: 'default: this folder', values: 'folder' }],
    options: [
      exported,
      { flags: '--row <split:number>', about: 'also where this sample of the export comes from' },
      base,
      json,
    ],
    examples: [
      ['lineage show adapter --export out', 'base, data, sources'],
      ['lineage show adapter --export out --row train:1', 'down to a row of the source'],
    ],
    load: async () => (await import('./lineage.js')).showLineage,
  },
  {
    name: 'lineage graph',
    summary: 'Draw what an adapter or export was made from, as SVG',
    arguments: [{ name: '[folder]', about: 'default: this folder', values: 'folder' }],
    options: [
      exported,
      { flags: '-o, --out <file>', about: 'where to write it (default: stdout)', values: 'file' },
    ],
    examples: [['lineage graph adapter --export out -o lineage.svg', 'a picture for a page']],
    load: async () => (await import('./lineage.js')).drawLineage,
  },
  {
    name: 'lineage add',
    summary: 'Remember which records an adapter was trained on',
    arguments: [
      { name: '[folder]', about: 'the adapter (default: this folder)', values: 'folder' },
    ],
    options: [exported, store, base, json],
    examples: [['lineage add adapter --export out', 'add it to the folder lineage']],
    load: async () => (await import('./lineage.js')).addLineage,
  },
  {
    name: 'lineage find',
    summary: 'Find the adapters that have seen a record',
    arguments: [{ name: '[record]', about: 'as JSON (default: - for stdin)' }],
    options: [store, json],
    examples: [['lineage find < record.json', 'also where it was dropped as a duplicate']],
    load: async () => (await import('./lineage.js')).findRecord,
  },
  {
    name: 'publish',
    summary: 'Put a release where people look: MLflow, W&B or a folder',
    arguments: [
      { name: '[folder]', about: 'the release (default: this folder)', values: 'folder' },
    ],
    options: [
      {
        flags: '--to <registry>',
        about: 'mlflow, wandb or dir',
        values: ['mlflow', 'wandb', 'dir'],
      },
      {
        flags: '--server <url>',
        about: 'of MLflow',
        variable: 'MLFLOW_TRACKING_URI',
      },
      { flags: '--name <name>', about: 'of the registered model (default: the id of the adapter)' },
      { flags: '--alias <alias>', about: 'points to the version afterwards, such as champion' },
      { flags: '--project <name>', about: 'experiment or project (default: loradex)' },
      {
        flags: '-o, --out <folder>',
        about: 'where to write, for wandb and dir (default: this folder)',
        values: 'folder',
      },
      json,
    ],
    examples: [
      ['publish adapter --to dir --out registry', 'copy it to registry/<adapter>/<version>'],
      ['publish adapter --to wandb', 'write an offline run for wandb sync'],
      [
        'publish adapter --to mlflow --server http://127.0.0.1:5000 --alias champion',
        'register it',
      ],
    ],
    load: async () => (await import('./publish.js')).publishCommand,
  },
  {
    name: 'pull',
    summary: 'Fetch a release from MLflow, and verify it',
    arguments: [{ name: '<model>', about: 'mlflow:name/version or mlflow:name@alias' }],
    options: [
      { flags: '--server <url>', about: 'of MLflow', variable: 'MLFLOW_TRACKING_URI' },
      {
        flags: '-k, --key <file>',
        about: 'the public key of who must have signed',
        values: 'file',
      },
      {
        flags: '--root <file>',
        about: 'certificates of who vouches for the signer',
        repeatable: true,
        values: 'file',
      },
      {
        flags: '-o, --out <folder>',
        about: 'where to write it (default: the name)',
        values: 'folder',
      },
    ],
    examples: [
      [
        'pull mlflow:geo-qa@champion --server http://127.0.0.1:5000 --key release.key.pub',
        'the files appear only when they verify',
      ],
    ],
    load: async () => (await import('./publish.js')).pullCommand,
  },
]
