import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { checkRecipe } from './check-recipe.js'
import { expandSecrets, redactRecipe } from './secrets.js'
import { failureOf, folder, load, source } from './written-recipe.test.js'

describe('expandSecrets', () => {
  it('puts variables in, once', () => {
    const env = { USER_NAME: 'me', PASSWORD: '$&${USER_NAME}' }
    const expanded = expandSecrets('postgres://${USER_NAME}:${PASSWORD}@db', env)
    assert.equal(expanded, 'postgres://me:$&${USER_NAME}@db')
  })

  it('leaves what is no reference', () => {
    assert.equal(expandSecrets('$A ${} ${1} ${a-b} $${', {}), '$A ${} ${1} ${a-b} $${')
  })

  it('names what is missing', () => {
    assert.throws(() => expandSecrets('${GONE}', {}, 'loradex.yaml'), {
      code: 'recipe.env-missing',
      details: { path: 'loradex.yaml', variable: 'GONE' },
    })
  })
})

describe('redactRecipe', () => {
  it('hides passwords and headers, and keeps names of variables', () => {
    const redacted = redactRecipe(
      checkRecipe({
        source: {
          type: 'http',
          url: 'https://u:hunter2@h/a?token=hunter2&page=1',
          headers: { Authorization: 'hunter2', 'X-Key': '${KEY}' },
        },
      }),
    )
    assert.deepEqual(redacted.source, {
      type: 'http',
      url: 'https://***@h/a?token=***&page=1',
      headers: { Authorization: '***', 'X-Key': '${KEY}' },
    })
  })
})

describe('loadRecipe with secrets', () => {
  const postgres =
    'source: { type: postgres, url: "postgres://me:${DB_PASSWORD}@db/shop", table: t }\n'

  it('keeps the name of the variable, not its value', async () => {
    const { recipe, warnings } = await load(postgres, { env: { DB_PASSWORD: 'hunter2' } })
    assert.equal(JSON.stringify(recipe).includes('hunter2'), false)
    assert.deepEqual(warnings, [])
  })

  it('names a variable that is not set', async () => {
    const error = await failureOf(postgres)
    assert.equal(error.code, 'recipe.env-missing')
    assert.deepEqual(error.details, { path: join(folder, 'loradex.yaml'), variable: 'DB_PASSWORD' })
    assert.match(error.message, /:1:32 source\.url: .* DB_PASSWORD, saw none of that name$/u)
  })

  it('does not take names that every object has for variables', async () => {
    const error = await failureOf(postgres.replace('DB_PASSWORD', 'constructor'))
    assert.equal(error.code, 'recipe.env-missing')
  })

  it('warns of a password and of a header in the recipe itself, without showing them', async () => {
    const http =
      'source: { type: http, url: "https://u:hunter2@h/d", headers: { Authorization: hunter2, Accept: text } }\n'
    const { warnings } = await load(http)
    assert.deepEqual(
      warnings.map((warning) => warning.replace(join(folder, '/'), '')),
      ['1:28 source.url', '1:79 source.headers.Authorization'].map(
        (place) =>
          `loradex.yaml:${place}: holds a secret; put it into an environment variable and write \${NAME}`,
      ),
    )
  })

  for (const text of [
    'source: "postgres://me:hunter2@db/shop"\n',
    'source: { type: postgre, url: "postgres://me:hunter2@db/shop" }\n',
    'source: { type: postgres, url: ["postgres://me:hunter2@db/shop"], table: t }\n',
    'source: { type: postgres, url: "mysql://me:hunter2@db/shop", table: t }\n',
    'source: { type: http, url: "https://h", headers: { a: [hunter2], b: "hunter2\\n" } }\n',
    'source: { type: http, url: "https://h", headers: hunter2 }\n',
    'source: { type: duckdb, sql: [hunter2] }\n',
  ]) {
    it(`shows no secret of ${text.trimEnd()}`, async () => {
      const { message, details, hint } = await failureOf(text)
      assert.equal(JSON.stringify([message, details, hint]).includes('hunter2'), false)
    })
  }

  it('lets a template be about shell scripts', async () => {
    const { recipe } = await load(`${source}custom: { template: { text: "echo \${HOME}" } }\n`)
    assert.deepEqual(recipe.custom, { template: { text: 'echo ${HOME}' } })
  })
})
