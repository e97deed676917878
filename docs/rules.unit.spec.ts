import { filesUnder, readText, sectionsOf } from './page.spec'

const RULE = /\bM\d{1,2}[a-z]?\b/g
/**
 * Matches the titles of `describe`, `it` and `test`, and of the cases of a table, which begin with
 * theirs.
 */
const TITLE = /(?:\b(?:describe|it|test)\(|\)\(|\[)\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g

const rulesIn = (text: string): ReadonlyArray<string> => text.match(RULE) ?? []

const rules = sectionsOf('docs/domain-model.md').flatMap(({ title }) => rulesIn(title))

const folders = ['packages', 'examples', 'docs', 'bench', 'scripts']
const files = [
  ...folders.flatMap((folder) => filesUnder(folder, /\.(?:[cm]?[jt]s|md)$/)),
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
]

describe('the rules of docs/domain-model.md', () => {
  it('have one heading each, in order', () => {
    const number = (rule: string): number => Number(/\d+/.exec(rule)?.[0])
    expect(rules).toEqual(
      [...new Set(rules)].sort((a, b) => number(a) - number(b) || (a < b ? -1 : 1)),
    )
    expect(rules.length).toBeGreaterThan(0)
  })

  it('have a heading for every number cited', () => {
    const unknown = files.flatMap((path) =>
      rulesIn(readText(path)).flatMap((rule) => (rules.includes(rule) ? [] : [`${path}: ${rule}`])),
    )
    expect(unknown).toEqual([])
  })

  // The tests of the pages' examples do not count: a rule must be tested beside its code.
  it('are each named in the title of a test', () => {
    const specs = files.filter((path) => path.endsWith('.spec.ts') && !path.startsWith('docs/'))
    const titles = specs.flatMap((path) =>
      [...readText(path).matchAll(TITLE)].map(([, , title = '']) => title),
    )
    const named = new Set(titles.flatMap(rulesIn))
    expect(rules.filter((rule) => !named.has(rule))).toEqual([])
  })
})
