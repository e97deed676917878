import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesUnder, readText, sectionsOf } from './page.spec'

const pages = [
  ...['docs', 'packages', 'examples'].flatMap((folder) => filesUnder(folder, /\.md$/)),
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
]

const anchors = new Map<string, ReadonlySet<string>>()

/** The anchors of a page. A page is linked to many times but read once. */
const anchorsOf = (page: string): ReadonlySet<string> => {
  const known = anchors.get(page) ?? new Set(sectionsOf(page).map(({ anchor }) => anchor))
  anchors.set(page, known)
  return known
}

const leads = (page: string, link: string): boolean => {
  const [path = '', anchor] = link.split('#')
  const to = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(__dirname, '..', to))) return false
  return anchor === undefined || anchorsOf(to).has(anchor)
}

it.each(pages)('the links of %s lead somewhere', (page) => {
  const links = [...readText(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
    ([, link = '']) => link,
  )
  expect(links.filter((link) => !leads(page, link))).toEqual([])
})

it.each(filesUnder('packages', /README\.md$/))(
  'the links of %s also work on the registry, which shows the page on its own',
  (page) => {
    const links = [...readText(page).matchAll(/\]\((?!https:|#)([^)\s]+)\)/g)].map(([link]) => link)
    expect(links).toEqual([])
  },
)

/** Matches `kpi-ledger` with one of its commands, as it is typed. */
const TYPED = /^(?:\$ )?kpi-ledger [a-z]+ |`kpi-ledger [a-z]+ /m

it.each(filesUnder('docs', /\.md$/).filter((page) => TYPED.test(readText(page))))(
  '%s, which has commands to type, says how to install them',
  (page) => {
    if (page !== 'docs/installing.md') expect(readText(page)).toContain('](installing.md)')
  },
)
