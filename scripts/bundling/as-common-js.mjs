const NAMED = /^import \{([^}]*)\} from ("[^"]*");$/gm
const WHOLE = /^import (?:\* as )?([\w$]+) from ("[^"]*");$/gm
const BARE = /^import ("[^"]*");$/gm
const VARIABLE = /^var ([\w$]+) =/gm
const EXPORTED = /^export \{([^}]*)\};$/gm

/** @param {string} names */
const namesIn = (names) =>
  names.split(',').map((each) => {
    const [from = '', to = from] = each.trim().split(' as ')
    return { from, to }
  })

/**
 * A part of a bundle, as esbuild writes ES modules, as CommonJS. Each name is taken once, as a
 * constant of the part that needs it: esbuild's own conversion looks a name up in the other part,
 * through a getter, whenever it is used. So what a part exports becomes a constant, and esbuild warns
 * where one is set again after its part is loaded.
 *
 * @param {string} text
 */
export const asCommonJS = (text) => {
  const exported = [...text.matchAll(EXPORTED)].flatMap(([, names = '']) => namesIn(names))
  const constant = new Set(exported.map(({ from }) => from))
  return text
    .replaceAll(VARIABLE, (declared, /** @type {string} */ name) =>
      constant.has(name) ? `const ${name} =` : declared,
    )
    .replaceAll(BARE, 'require($1);')
    .replaceAll(WHOLE, 'const $1 = require($2);')
    .replaceAll(NAMED, (_, /** @type {string} */ names, /** @type {string} */ from) => {
      const taken = namesIn(names).map((name) => `${name.from}: ${name.to}`)
      return `const { ${taken.join(', ')} } = require(${from});`
    })
    .replaceAll(EXPORTED, (_, /** @type {string} */ names) => {
      const given = namesIn(names).map((name) => `${name.to}: ${name.from}`)
      return `module.exports = { ${given.join(', ')} };`
    })
}
