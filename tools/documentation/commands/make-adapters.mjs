// Adapters, a base model, what a trainer leaves and predictions, for the examples that look at them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const factors = { A: [4, 16], B: [16, 4] }
const VALUES = 64

function safetensors() {
  const entries = Object.entries(factors).map(([factor, shape], index) => [
    `base_model.model.model.layers.0.self_attn.q_proj.lora_${factor}.weight`,
    { dtype: 'F32', shape, data_offsets: [index * 4 * VALUES, (index + 1) * 4 * VALUES] },
  ])
  const header = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
  return Buffer.concat([u64(header.length), header, values(2 * VALUES)])
}

/** The same as GGUF: two keys, two tensors. */
function gguf() {
  const tensors = Object.entries(factors).flatMap(([factor, shape], index) => [
    text(`blk.0.attn_q.weight.lora_${factor.toLowerCase()}`),
    u32(2),
    ...shape.toReversed().map(u64),
    u32(0),
    u64(index * 4 * VALUES),
  ])
  const keys = { 'general.type': 'adapter', 'adapter.type': 'lora' }
  const metadata = Object.entries(keys).flatMap(([key, value]) => [text(key), u32(8), text(value)])
  const head = [Buffer.from('GGUF'), u32(3), u64(2), u64(2)]
  return Buffer.concat([...head, ...metadata, ...tensors, values(2 * VALUES + 8)])
}

function values(count) {
  return Buffer.from(Float32Array.from({ length: count }, (_, index) => Math.sin(index)).buffer)
}

function text(words) {
  return Buffer.concat([u64(words.length), Buffer.from(words)])
}

function u32(value) {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function write(folder, files) {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(`${folder}/${name}`, content)
}

const config = {
  peft_type: 'LORA',
  base_model_name_or_path: 'alice/tiny',
  r: 4,
  lora_alpha: 8,
  target_modules: ['q_proj'],
}
const adapter = {
  'adapter_model.safetensors': safetensors(),
  'adapter_config.json': JSON.stringify(config),
}
const metadata = (adapter_version) =>
  JSON.stringify({ adapter_id: 'qa', adapter_version, training: { target_modules: ['q_proj'] } })
const base = {
  model_type: 'llama',
  hidden_size: 16,
  intermediate_size: 32,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  vocab_size: 64,
}
write('adapter', { ...adapter, 'adapter.gguf': gguf() })
write('models/base', { 'config.json': JSON.stringify(base) })
write('runs/1', { 'trainer_state.json': '{"global_step":12,"num_train_epochs":3}' })
const changes = { provenance: { parent_adapter_id: 'qa@1.0.0' }, custom: { changelog: 'words' } }
const next = JSON.stringify({ ...JSON.parse(metadata('1.0.1')), ...changes })
write('v1', { ...adapter, 'adapter_metadata.json': metadata('1.0.0') })
write('v2', { ...adapter, 'adapter_metadata.json': next })
const [shard] = readdirSync('out').filter((name) => name.startsWith('train-'))
const samples = readFileSync(`out/${shard}`, 'utf8').split('\n').filter(Boolean)
const answers = samples.map(() => '{"output":"an answer","expected":"an answer"}\n').join('')
write('.', { 'answers.jsonl': answers, 'other.jsonl': answers })
