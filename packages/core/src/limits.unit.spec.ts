import { generateLedger, psspScheme, recorded, type EventFixture } from '@kpi-ledger/testing'
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { runs } from '../../../scripts/jest/runs'
import { onFigures, onRecorded } from './advice/on-figure'
import { onKPIName } from './advice/on-names'
import { decodeCommands } from './contract/decode-commands'
import { foldHistory } from './contract/fold'
import { describe as describeError } from './describe'
import type { Known } from './history/entry'
import { limits } from './limits'
import { schemeFaults } from './rating/check-scheme'
import { targetFaults } from './rating/check-target'
import { formatFaults } from './schema/fault'
import { parseJson } from './schema/json-text'

const registered: EventFixture = {
  type: 'ContractRegistered',
  data: { contract: 'c', title: 'T', authority: 'A', supplier: 'S', yearStart: 4 },
}
const adopted: EventFixture = {
  type: 'RegimeAdopted',
  data: { regime: 'r', title: 'R', effectiveFrom: '2000-04', scheme: psspScheme },
}
const defined = (kpi: string): EventFixture => ({
  type: 'KPIDefined',
  data: {
    ...{ regime: 'r', kpi, description: kpi, serviceArea: 'S', frequency: 'monthly' },
    ...{ unit: 'number', effectiveFrom: '2000-04', target: null },
  },
})
const figures = (count: number): ReadonlyArray<EventFixture> =>
  Array.from({ length: count }, (_, i) => ({
    type: 'ActualRecorded',
    data: {
      kpi: 'k',
      period: `${2000 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}`,
      outcome: { kind: 'measured', value: i },
    },
  }))

const reasonOf = (text: string): string => {
  const parsed = parseJson(text)
  return E.isLeft(parsed) ? formatFaults(parsed.left) : 'parsed'
}

describe('what is accepted at once is limited, and the error says which limit was exceeded', () => {
  it('JSON: nesting, outside strings, before it is parsed', () => {
    const nested = (deep: number): string => '['.repeat(deep) + ']'.repeat(deep)
    const padded = (text: string): string => text + ' '.repeat(5000)
    expect(reasonOf('['.repeat(5_000_000))).toBe('nested more than 128 deep at character 129')
    expect(reasonOf('{"a":'.repeat(400_000))).toMatch(/^nested more than 128 deep/)
    expect(reasonOf(padded(nested(limits.textDepth)))).toBe('parsed')
    expect(reasonOf(padded(nested(limits.textDepth + 1)))).toMatch(/^nested more than 128 deep/)
    expect(reasonOf(padded(JSON.stringify(`\\"[[${'['.repeat(200)}\\`)))).toBe('parsed')
  })

  it('the bands and levels of a scheme, and the levels of a target', () => {
    const many = Array.from({ length: 150_000 }, (_, i) => `l${i}`)
    const band = { code: 'b', label: 'B', grade: 'good', when: 'otherwise' } as const
    const levels = Object.fromEntries(many.map((name) => [name, 1]))
    expect(
      formatFaults(schemeFaults({ ...psspScheme, bands: many.map(() => band), levels: many })),
    ).toBe('bands: expected at most 100, got 150000; levels: expected at most 100, got 150000')
    expect(formatFaults(targetFaults(psspScheme, { comparator: '>=', value: 2, levels }))).toBe(
      'levels: expected at most 100, got 150000',
    )
  })

  it('the commands of a batch', () => {
    const decoded = decodeCommands(new Array(limits.commands + 1).fill(null))
    expect(E.isLeft(decoded) && describeError(decoded.left)).toBe(
      'expected at most 200000 commands at once, got 200001; record them in parts',
    )
  })
})

/** How often `work` asks whether something is known. */
const asked = (work: (known: Known) => void): number => {
  let times = 0
  work(() => {
    times++
    return true
  })
  return times
}

describe('the work grows with the input, not with its square', () => {
  it('names of KPIs compared with one another', () => {
    const work = (count: number): number => {
      const events = Array.from({ length: count }, (_, i) => defined(`k${i}`))
      const { rules } = foldHistory(recorded('c', [registered, adopted, ...events]))
      return asked((known) => {
        for (const kpi of rules.kpis.keys()) onKPIName(rules, kpi, known)
      })
    }
    expect(work(400)).toBeLessThanOrEqual(4 * (1 + work(100)))
  })

  it('figures compared with earlier ones', () => {
    const work = (count: number): number => {
      const history = foldHistory(
        recorded('c', [registered, adopted, defined('k'), ...figures(count)]),
      )
      const rules = history.rules.kpis.get('k')
      return asked((known) => {
        if (rules !== undefined) onFigures(history, rules, { facts: known, rules: known })
      })
    }
    expect(work(400)).toBeLessThanOrEqual(5 * work(100))
    expect(work(400)).toBeGreaterThanOrEqual(400)
  })

  it('M40 finds the same for all figures as for each alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (seed) => {
        const history = foldHistory(generateLedger({ contracts: 1, events: 400, seed }))
        const known: Known = ({ revision }) => !history.withdrawals.has(revision)
        for (const rules of history.rules.kpis.values()) {
          const all = onFigures(history, rules, { facts: known, rules: known })
          for (const [period, { revision, recordedAt }] of history.actuals.get(rules.kpi) ?? [])
            if (all.has(revision))
              expect(all.get(revision)).toEqual(
                onRecorded(history, rules.kpi, period, { revision, recordedAt }),
              )
        }
      }),
      { numRuns: runs(10) },
    )
  })
})
