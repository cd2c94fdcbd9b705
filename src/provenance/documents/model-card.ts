import { markdownCode, markdownTable, markdownText } from '../../adapters/markdown.js'
import { yamlText } from '../../adapters/yaml-text.js'
import type { AdapterFacts, DataFacts, MetricFact, ReleaseFacts } from '../lineage/facts.js'

/** Pipeline tags of the Hub by what metadata calls the task. */
const pipelines: Readonly<Record<string, string>> = {
  'question-answering': 'text-generation',
  'text-generation': 'text-generation',
  summarization: 'summarization',
  translation: 'translation',
  'text-classification': 'text-classification',
}

/**
 * `README.md` of an adapter, with the front matter that the Hub reads:
 * https://huggingface.co/docs/hub/model-cards. All texts may be any text.
 */
export function modelCard(facts: ReleaseFacts & { readonly adapter: AdapterFacts }): string {
  const { adapter, data, version } = facts
  const { metadata } = adapter
  const title = metadata.adapter_id || 'LoRA adapter'
  const sections = [
    frontMatter(adapter, data),
    [`# ${markdownText(title)} ${markdownText(metadata.adapter_version)}`],
    [
      `A LoRA adapter for ${markdownCode(metadata.base_model_name || 'an unknown base')}` +
        `${metadata.base_model_version ? ` at ${markdownCode(metadata.base_model_version)}` : ''}.`,
    ],
    ['## Training', '', ...trainingTable(adapter)],
    dataSection(data),
    metricsSection(adapter.metrics),
    ['## Loading', '', '```python', ...loading(adapter), '```'],
    [
      '## Provenance',
      '',
      `Released with loradex ${markdownText(version)}. What it was made from is in \`lineage.json\`, a bill of`,
      'materials in `mlbom.cdx.json`, signed claims in `provenance.intoto.jsonl`. `loradex verify` checks',
      '`model.sig` over all files.',
    ],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function frontMatter(
  { metadata, license, metrics }: AdapterFacts,
  data?: DataFacts,
): readonly string[] {
  const base = metadata.base_model_name
  const [language] = /^[a-z]{2,3}(?![a-z\d])/u.exec(metadata.language.toLowerCase()) ?? []
  const pipeline = pipelines[metadata.task_type] ?? 'text-generation'
  return [
    '---',
    'library_name: peft',
    ...(base ? [`base_model: ${yamlText(base)}`, 'base_model_relation: adapter'] : []),
    `pipeline_tag: ${pipeline}`,
    ...(language === undefined ? [] : ['language:', `- ${yamlText(language)}`]),
    ...(license ? [`license: ${yamlText(license.toLowerCase())}`] : []),
    ...(data ? ['datasets:', `- ${yamlText(data.name)}`] : []),
    'tags:',
    '- lora',
    '- loradex',
    ...(base ? [`- ${yamlText(`base_model:adapter:${base}`)}`] : []),
    ...modelIndex(metadata.adapter_id || 'adapter', metrics, { pipeline, data }),
    '---',
  ]
}

interface Evaluated {
  readonly pipeline: string
  readonly data: DataFacts | undefined
}

/** https://github.com/paperswithcode/model-index, as the Hub takes it. */
function modelIndex(
  name: string,
  metrics: readonly MetricFact[],
  { pipeline, data }: Evaluated,
): readonly string[] {
  if (metrics.length === 0) return []
  return [
    'model-index:',
    `- name: ${yamlText(name)}`,
    '  results:',
    ...metrics.flatMap((metric) => [
      '  - task:',
      `      type: ${pipeline}`,
      '    dataset:',
      `      name: ${yamlText(metric.dataset ?? data?.name ?? 'unknown')}`,
      `      type: ${yamlText(metric.dataset ?? data?.name ?? 'unknown')}`,
      ...(metric.split === undefined ? [] : [`      split: ${yamlText(metric.split)}`]),
      '    metrics:',
      `    - type: ${yamlText(metric.name)}`,
      `      value: ${metric.value}`,
    ]),
  ]
}

function trainingTable({ metadata }: AdapterFacts): readonly string[] {
  const { training_config: training } = metadata
  return markdownTable(
    ['', 'value'],
    [
      ['samples', training.num_samples],
      ['epochs', training.epochs],
      ['learning rate', training.learning_rate],
      ['rank', training.lora_rank],
      ['alpha', training.lora_alpha],
      ['dropout', training.lora_dropout],
      ['target modules', training.target_modules.map((name) => markdownCode(name)).join(' ')],
    ],
  )
}

function dataSection(data: DataFacts | undefined): readonly string[] {
  if (data === undefined) return []
  const { counts, source } = data.manifest
  return [
    '## Data',
    '',
    `${markdownText(data.name)}: ${counts.emitted} samples of ${counts.read} records, from ${markdownCode(source.id)}.`,
    `Its manifest has the SHA-256 digest ${markdownCode(data.manifestSha256)}.`,
  ]
}

function metricsSection(metrics: readonly MetricFact[]): readonly string[] {
  if (metrics.length === 0) return []
  const rows = metrics.map(({ name, value, low, high, split = '' }) => [
    markdownText(name),
    value,
    low === undefined || high === undefined ? '' : `${low} to ${high}`,
    markdownText(split),
  ])
  return ['## Evaluation', '', ...markdownTable(['metric', 'value', 'interval', 'split'], rows)]
}

function loading({ metadata }: AdapterFacts): readonly string[] {
  const base = JSON.stringify(metadata.base_model_name || 'base model')
  return [
    'from peft import PeftModel',
    'from transformers import AutoModelForCausalLM',
    '',
    `base = AutoModelForCausalLM.from_pretrained(${base})`,
    'model = PeftModel.from_pretrained(base, "path/to/this/folder")',
  ]
}
