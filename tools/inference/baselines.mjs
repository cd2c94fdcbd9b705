import { nodePartner } from '../node-partner.mjs'

/** What other packages infer from instances, as plain JSON Schemas. */
export async function baselines() {
  const load = nodePartner('inference', { 'genson-js': '0.0.8', 'quicktype-core': '26.0.0' })
  const genson = await load('genson-js')
  const quicktype = await load('quicktype-core')
  return {
    'genson-js 0.0.8': async (instances) => gensonSchema(genson, instances),
    'quicktype 26.0.0': async (instances) => quicktypeSchema(quicktype, instances),
  }
}

function gensonSchema({ createCompoundSchema }, instances) {
  return createCompoundSchema(instances)
}

async function quicktypeSchema(core, instances) {
  const { InputData, jsonInputForTargetLanguage, quicktype } = core
  const input = jsonInputForTargetLanguage('schema')
  await input.addSource({ name: 'Root', samples: instances.map((one) => JSON.stringify(one)) })
  const data = new InputData()
  data.addInput(input)
  const { lines } = await quicktype({ inputData: data, lang: 'schema' })
  return JSON.parse(lines.join('\n'))
}
