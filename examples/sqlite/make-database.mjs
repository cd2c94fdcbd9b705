// node examples/sqlite/make-database.mjs writes recipes.sqlite beside this file.
import Database from 'libsql'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Name, minutes, day, ingredients, steps. */
const dishes = [
  [
    'lentil soup',
    35,
    '2024-11-02',
    ['red lentils', 'a carrot', 'an onion', 'cumin'],
    'Fry the onion and the carrot, add cumin, lentils and a litre of water, and simmer for 25 minutes.',
  ],
  [
    'pancakes',
    20,
    '2024-03-15',
    ['flour', 'milk', 'two eggs', 'butter'],
    'Whisk flour, milk and eggs, let the batter rest for five minutes, and fry thin rounds in butter.',
  ],
  [
    'tomato pasta',
    25,
    '2023-06-30',
    ['pasta', 'tinned tomatoes', 'garlic', 'basil'],
    'Simmer garlic and tomatoes while the pasta boils, then mix both with a little of the water and basil.',
  ],
  [
    'fried rice',
    15,
    '2024-08-20',
    ['cold rice', 'an egg', 'peas', 'soy sauce'],
    'Fry the peas, push them aside, scramble the egg, add the rice and season it with soy sauce.',
  ],
  [
    'potato salad',
    40,
    '2022-05-01',
    ['potatoes', 'mustard', 'gherkins', 'broth'],
    'Boil and slice the potatoes, and pour over warm broth with mustard. Fold in the gherkins when it has cooled.',
  ],
  [
    'chickpea curry',
    30,
    '2024-12-24',
    ['chickpeas', 'coconut milk', 'ginger', 'curry powder'],
    'Fry ginger and curry powder, add chickpeas and coconut milk, and let it thicken for 20 minutes.',
  ],
  ['boiled eggs', 10, '2023-01-10', ['eggs', 'water'], 'Boil for eight minutes.'],
  [
    'apple crumble',
    50,
    '2024-10-05',
    ['apples', 'flour', 'butter', 'sugar', 'cinnamon'],
    'Cover sliced apples with a crumble of flour, butter, sugar and cinnamon, and bake at 180 °C for 35 minutes.',
  ],
]

const target = join(dirname(fileURLToPath(import.meta.url)), 'recipes.sqlite')
if (!existsSync(target)) {
  rmSync(`${target}.part`, { force: true })
  fill(new Database(`${target}.part`))
  renameSync(`${target}.part`, target)
}

function fill(database) {
  database.exec(`
    CREATE TABLE dish (id INTEGER PRIMARY KEY, name TEXT, minutes INTEGER, added_on TEXT, steps TEXT);
    CREATE TABLE ingredient (id INTEGER PRIMARY KEY, dish_id INTEGER REFERENCES dish, name TEXT);
  `)
  const addDish = database.prepare(
    'INSERT INTO dish (name, minutes, added_on, steps) VALUES (?, ?, ?, ?)',
  )
  const addIngredient = database.prepare('INSERT INTO ingredient (dish_id, name) VALUES (?, ?)')
  for (const [index, [name, minutes, day, ingredients, steps]] of dishes.entries()) {
    addDish.run(name, minutes, day, steps)
    for (const ingredient of ingredients) addIngredient.run(index + 1, ingredient)
  }
  database.close()
}
