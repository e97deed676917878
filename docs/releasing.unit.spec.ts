import { filesUnder, readText } from './page.spec'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
}

const packages = filesUnder('packages', /^package\.json$/)
  .map((path) => JSON.parse(readText(path)) as Manifest)
  .filter((manifest) => manifest.private !== true)

/** The packages that pnpm-workspace.yaml releases together. */
const [, fixed = ''] =
  /^ {2}fixed:\n([\s\S]*?)^ {2}ignore:/m.exec(readText('pnpm-workspace.yaml')) ?? []
const together = [...fixed.matchAll(/'([^']+)'/g)].map(([, name]) => name)

it('every published package is released with the others, at the same version', () => {
  expect(packages.length).toBeGreaterThan(0)
  expect(together).toEqual(expect.arrayContaining(packages.map(({ name }) => name)))
  expect(new Set(packages.map(({ version }) => version)).size).toBe(1)
})
