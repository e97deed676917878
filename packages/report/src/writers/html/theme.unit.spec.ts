import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { runs } from '../../../../../scripts/jest/runs'
import { dataOf, noProvenance } from '../../document/document'
import { whole } from '../arbitrary-document.spec'
import { DARK_COLOURS, LIGHT_COLOURS } from '../colours'
import { htmlWriter } from './html'
import { readTheme } from './theme'

const faultsOf = (...settings: ReadonlyArray<string>): ReadonlyArray<string> => {
  const theme = readTheme(settings)
  return E.isLeft(theme) ? theme.left : []
}

describe('a theme', () => {
  it('made of the colours of a page is legible', () => {
    const settings = Object.entries(LIGHT_COLOURS).map(
      ([name, light], i) => `${name}=${light}/${Object.values(DARK_COLOURS)[i] ?? ''}`,
    )
    expect(readTheme(settings)).toEqual(E.right({ light: LIGHT_COLOURS, dark: DARK_COLOURS }))
  })

  it('reports every fault at once', () => {
    expect(faultsOf('accent=red', 'good=#ffffff', 'text=#000000', 'text=#000001')).toEqual([
      expect.stringMatching(/^"accent=red": expected NAME=#rrggbb/),
      expect.stringMatching(/^"good=#ffffff": expected NAME/),
      'text is set twice',
    ])
  })

  it('that would be illegible is refused, on light and dark pages', () => {
    expect(faultsOf('muted=#cccccc', 'accent=#000080/#000080')).toEqual([
      'muted #cccccc against page #ffffff has a contrast of 1.61:1, not the required 4.5:1',
      'muted #cccccc against panel #f1f5f8 has a contrast of 1.46:1, not the required 4.5:1',
      'accent #000080 against page #121517 has a contrast of 1.15:1 on dark pages, not the required 4.5:1',
      'accent #000080 against panel #1d2429 has a contrast of 1.02:1 on dark pages, not the required 4.5:1',
    ])
  })

  it('consists of colours alone, and the policy of the page allows only its styles', async () => {
    const theme = readTheme(['accent=#6a1b5d/#e0a8d4'])
    if (E.isLeft(theme)) throw new Error(theme.left.join())
    const document = {
      ...{ title: 'T', verdict: null, blocks: [], provenance: noProvenance, data: dataOf(null) },
      records: { fields: [], rows: [] },
    }
    const surface = { width: 80, colour: false, theme: theme.right }
    const page = await whole(htmlWriter.write(document, surface))
    const [, styles = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? []
    expect(styles.match(/--kpi-accent: #6a1b5d;/g)).toHaveLength(2)
    expect(styles.match(/--kpi-accent: #e0a8d4;/g)).toHaveLength(1)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(styles))
    expect(page).toContain(`style-src 'sha256-${Buffer.from(digest).toString('base64')}'`)
  })

  it('is never made from anything else', () => {
    fc.assert(
      fc.property(fc.string(), (anything) => {
        expect(faultsOf(`accent=${anything}`)).toHaveLength(1)
      }),
      { numRuns: runs(200) },
    )
  })
})
