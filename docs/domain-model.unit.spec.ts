import {
  decodeLine,
  foldHistory,
  formatPeriod,
  jsonSchemaOf,
  parsePeriod,
  schemeFaults,
  targetFaults,
  type Accumulation,
  type Aggregation,
  type DomainEvent,
  type Frequency,
  type Grade,
  type History,
  type NotMeasuredReason,
  type Outcome,
  type Period,
  type RecordedEvent,
  type Scheme,
  type Target,
  type Unit,
} from '@kpi-ledger/core'
import {
  acceptance,
  branded,
  contains,
  definitions,
  effectiveTarget,
  eventTypes,
  exact,
  formatMonth,
  lastMonth,
  parseWrittenPeriod,
  periodInWords,
  periodMeant,
  placement,
  rate,
  spanInWords,
  type EffectiveTarget,
} from '@kpi-ledger/core/unstable'
import {
  due,
  explanation,
  points,
  scorecard,
  tracker,
  yearGrid,
  type Cell,
} from '@kpi-ledger/projections'
import { givenHistory } from '@kpi-ledger/testing'
import { BandTest } from '../packages/core/src/rating/band-test'
import { changeOf } from '../packages/projections/src/comparison/change'
import { rightOf } from './either.spec'
import { codeIn, codesIn, jsonIn, readText, sectionsOf, type Row } from './page.spec'

/** The part of a JSON Schema that describes an object. */
interface Shape {
  readonly description: string
  readonly required?: ReadonlyArray<string>
}

const sections = sectionsOf('docs/domain-model.md')

const sectionOf = (rule: string) => {
  const section = sections.find(({ title }) => title.startsWith(`${rule} `))
  if (section === undefined) throw new Error(`no heading ${rule}`)
  return section
}

/** The rows of a rule's nth table. A missing table is an error, not a reason to test nothing. */
const rowsOf = (rule: string, table = 0): ReadonlyArray<Row> => {
  const rows = sectionOf(rule).tables[table]
  if (rows === undefined || rows.length === 0) throw new Error(`no table ${table} under ${rule}`)
  return rows
}

/** Checks every row of a table: its last column must be what the code answers. */
const eachRow = (rule: string, table: number, answer: (row: Row) => unknown): void => {
  for (const row of rowsOf(rule, table)) {
    const said = Object.values(row).at(-1) ?? ''
    expect({ ...row, answer: String(answer(row)) }).toEqual({
      ...row,
      answer: said.replaceAll('`', ''),
    })
  }
}

const schemes = new Map(
  sectionOf('M13').blocks.map(({ name, text }) => [name, JSON.parse(text) as Scheme]),
)
const schemeOf = (row: Row): Scheme => {
  const scheme = schemes.get(codeIn(row['scheme']))
  if (scheme === undefined) throw new Error(`no scheme ${row['scheme'] ?? ''}`)
  return scheme
}
const targetOf = (row: Row) => jsonIn(row['target']) as Target & EffectiveTarget

const periodOf = (text: string): Period => rightOf(parsePeriod(text))

const registered: DomainEvent = {
  type: 'ContractRegistered',
  data: { contract: 'c', title: 'C', authority: 'A', supplier: 'S', yearStart: 4 },
}

const twoBands: Scheme = {
  bands: [
    { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
    { code: 'missed', label: 'Missed', grade: 'inadequate', when: 'otherwise' },
  ],
  notRated: { code: 'none', label: 'None' },
}

const adopted = (regime: string, effectiveFrom: string): DomainEvent => ({
  type: 'RegimeAdopted',
  data: { regime, title: regime, effectiveFrom: branded(effectiveFrom), scheme: twoBands },
})

const defined = (
  effectiveFrom: string,
  target: Target,
  unit: Unit = 'number',
  accumulation: Accumulation = 'in-period',
  frequency: Frequency = 'monthly',
): DomainEvent => ({
  type: 'KPIDefined',
  data: {
    ...{ regime: 'r', kpi: 'K', description: 'd', serviceArea: 's', frequency },
    ...{ unit, accumulation, effectiveFrom: branded(effectiveFrom), target },
  },
})

const recordedFor = (period: string, value: number): DomainEvent => ({
  type: 'ActualRecorded',
  data: { kpi: 'K', period, outcome: { kind: 'measured', value } },
})

const notMeasured = (reason: NotMeasuredReason): DomainEvent => ({
  type: 'ActualRecorded',
  data: { kpi: 'K', period: '2016-05', outcome: { kind: 'not-measured', reason } },
})

const cellIn = (history: History, period: string, regime?: string): Cell | null => {
  const named = regime === undefined ? {} : { regime }
  const card = rightOf(scorecard(history, { periods: [periodOf(period)], ...named }))
  return card.serviceAreas[0]?.kpis[0]?.cells[0] ?? null
}

/** The events of the 2016 report. */
const report = (): ReadonlyArray<RecordedEvent> =>
  readText('examples/peterborough-2016/ledger.ndjson')
    .trimEnd()
    .split('\n')
    .map((line) => rightOf(decodeLine()(line)))

describe('the examples of docs/domain-model.md', () => {
  test('M1: where periods end', () => {
    eachRow('M1', 0, (row) => {
      const period = parsePeriod(codeIn(row['period']))
      return period._tag === 'Left'
        ? 'refused'
        : formatMonth(lastMonth(period.right, Number(row['year starts in'])))
    })
  })

  test('M1a: what a period means', () => {
    eachRow('M1a', 0, (row) => {
      const written = parseWrittenPeriod(codeIn(row['written']))
      if (written._tag === 'Left') return 'refused'
      const period = periodMeant(written.right, Number(row['year starts in']))
      return period._tag === 'Left' ? 'refused' : formatPeriod(period.right)
    })
  })

  test('M1a: how a period is printed', () => {
    eachRow('M1a', 1, (row) => {
      const [period, yearStart] = [periodOf(codeIn(row['period'])), Number(row['year starts in'])]
      expect(periodInWords(period, yearStart)).toBe(codeIn(row['printed']))
      return spanInWords(period, yearStart) ?? 'none'
    })
  })

  test('M3: which period a figure belongs to', () => {
    eachRow('M3', 0, (row) => {
      const periods = codesIn(row['recorded for'])
      const history = givenHistory(
        registered,
        adopted('r', '2016-04'),
        defined(
          '2016-04',
          { comparator: '>=', value: 1 },
          'number',
          codeIn(row['accumulation']) as Accumulation,
        ),
        ...periods.map(recordedFor),
      )
      const cell = cellIn(history, codeIn(row['scorecard of']))
      const outcome = cell?.outcome
      const of = outcome?.kind === 'measured' ? periods[outcome.value] : 'nothing'
      expect(cell?.figure?.of ?? 'nothing').toBe(of)
      return of
    })
  })

  test('M3: what an aggregate is, and what it is computed from', () => {
    const outcomeOf = (written: unknown): Outcome => {
      if (typeof written === 'string')
        return { kind: 'not-measured', reason: written as NotMeasuredReason }
      const [value = 0, of] = [written].flat().map(Number)
      return { kind: 'measured', value, ...(of === undefined ? {} : { of }) }
    }
    eachRow('M3', 1, (row) => {
      const rules = defined('2016-04', { comparator: '>=', value: 1 })
      const aggregation = codeIn(row['aggregation']) as Aggregation
      const history = givenHistory(
        registered,
        adopted('r', '2016-04'),
        { ...rules, data: { ...rules.data, aggregation, decimals: 1 } } as typeof rules,
        ...Object.entries(jsonIn(row['recorded']) as object).map(([period, written]) => ({
          type: 'ActualRecorded' as const,
          data: { kpi: 'K', period, outcome: outcomeOf(written) },
        })),
      )
      const cell = cellIn(history, codeIn(row['scorecard of']))
      const { figure = null, outcome = null } = cell ?? {}
      if (figure === null) return 'nothing'
      if (figure.missing !== null) {
        expect(cell).toMatchObject({ outcome: null, reason: 'incomplete' })
        return `incomplete, without ${figure.missing.join(' ')}`
      }
      const value = outcome?.kind === 'measured' ? String(outcome.value) : 'none'
      return figure.from === null ? value : `${value} from ${figure.from.join(' ')}`
    })
  })

  test('M37: what a figure is compared with', () => {
    eachRow('M37', 0, (row) => {
      const target = { comparator: '>=', value: 90 } as const
      const history = givenHistory(
        registered,
        adopted('r', '2015-04'),
        defined('2015-04', target, 'number', codeIn(row['accumulation']) as Accumulation),
        ...Object.entries(jsonIn(row['recorded']) as Record<string, number>).map(([of, value]) =>
          recordedFor(of, value),
        ),
      )
      const { previous = null, year = null } =
        cellIn(history, codeIn(row['scorecard of']))?.travel ?? {}
      const travel = previous ?? year
      if (travel === null) return 'none'
      const { since, change, direction } = travel
      return direction === 'same' ? `same as ${since}` : `${direction} than ${since} by ${change}`
    })
  })

  test('M4: which regime is in effect', () => {
    eachRow('M4', 0, (row) => {
      const [first = '', from = '', second = '', then = ''] = codesIn(row['regimes start'])
      const history = givenHistory(registered, adopted(first, from), adopted(second, then))
      const card = scorecard(history, { periods: [periodOf(codeIn(row['period']))] })
      return card._tag === 'Right' ? card.right.regime : 'none'
    })
  })

  test('M6: which target is in force', () => {
    const history = givenHistory(
      registered,
      adopted('r', '2016-04'),
      defined('2016-06', { comparator: '>=', value: 90 }),
      {
        type: 'TargetRevised',
        data: {
          ...{ regime: 'r', kpi: 'K', effectiveFrom: '2016-09' },
          target: { comparator: '>=', value: 92 },
        },
      },
    )
    eachRow('M6', 0, (row) => {
      const named = row['the regime'] === 'asked for by name'
      const cell = cellIn(history, codeIn(row['period']), named ? 'r' : undefined)
      if (cell === null) return 'not on it'
      return `${JSON.stringify(cell.target)}${cell.extrapolated ? ', extrapolated' : ''}`
    })
  })

  test('M10: bounds are exact', () => {
    eachRow('M10', 0, (row) => {
      const [comparator = '', value = ''] = codeIn(row['target']).split(' ')
      const target = { comparator, value: Number(value) } as EffectiveTarget
      const within = jsonIn(row['margin']) as { readonly absolute: number }
      const accepted = acceptance({ meets: 'target', within }, target)
      const bound = accepted?.low ?? accepted?.high
      return bound?.inclusive === true ? bound.value.toNumber() : 'no bound'
    })
  })

  test('M11: when a test holds', () => {
    eachRow('M11', 1, (row) => {
      const accepted = acceptance(jsonIn(row['test']) as BandTest, targetOf(row))
      const value = exact(Number(row['value']))
      return accepted !== null && contains(accepted, value) ? 'yes' : 'no'
    })
  })

  test('M11: every test has an example', () => {
    const examples = rowsOf('M11', 1).map((row) => jsonIn(row['test']))
    const { anyOf } = jsonSchemaOf(BandTest) as {
      readonly anyOf: ReadonlyArray<{ readonly oneOf?: ReadonlyArray<Shape> }>
    }
    const shapes = anyOf.flatMap(({ oneOf }) => oneOf ?? [])
    expect(shapes).not.toHaveLength(0)
    for (const { description, required = [] } of shapes) {
      const shown = examples.some(
        (example) =>
          typeof example === 'object' &&
          example !== null &&
          required.every((field) => Object.hasOwn(example, field)),
      )
      expect({ description, shown }).toEqual({ description, shown: true })
    }
  })

  test('M11: how values are rated', () => {
    eachRow('M11', 2, (row) => {
      const [scheme, target] = [schemeOf(row), targetOf(row)]
      expect(targetFaults(scheme, target)).toEqual([])
      return rate(scheme, target, Number(row['value'])).code
    })
  })

  test('M11: schemes that cannot rate', () => {
    eachRow('M11', 3, (row) => {
      const tests = jsonIn(row['tests, best first']) as ReadonlyArray<BandTest>
      const bands = tests.map((when, i) => {
        const grade: Grade = 'good'
        return { code: `b${String(i)}`, label: 'B', grade, when }
      })
      const faults = schemeFaults({ ...twoBands, bands })
      return faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
    })
  })

  test('M12: targets that cannot be rated', () => {
    eachRow('M12', 0, (row) =>
      targetFaults(schemeOf(row), targetOf(row))
        .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
        .join('; '),
    )
  })

  test('M12a: targets without a level that a band reaches', () => {
    const [, last] = twoBands.bands
    const reaching: Scheme = {
      ...twoBands,
      levels: ['minimum'],
      bands: [
        { code: 'met', label: 'Met', grade: 'good', when: { meets: 'target' } },
        { code: 'above-minimum', label: 'Low', grade: 'good', when: { reaches: 'minimum' } },
        ...(last === undefined ? [] : [last]),
      ],
    }
    eachRow('M12a', 0, (row) => {
      const faults = targetFaults(reaching, targetOf(row))
      if (faults.length === 0) return 'not refused'
      return faults.map(({ path, message }) => `${path}: ${message}`).join('; ')
    })
  })

  test('M13: the two schemes can rate, and are those of the 2016 report', () => {
    expect([...schemes.keys()]).toEqual(['pssp-2016', 'ict-2009'])
    expect([...schemes.values()].flatMap(schemeFaults)).toEqual([])
    const adoptions = report().flatMap(({ type, data }) =>
      type === 'RegimeAdopted' ? [[data.regime, data.scheme] as const] : [],
    )
    expect(new Map(adoptions)).toEqual(schemes)
  })

  test('M14: what a profile asks for', () => {
    const [target] = codesIn(sectionOf('M14').text).flatMap((code) =>
      code.startsWith('{"comparator"') ? [JSON.parse(code) as Target] : [],
    )
    if (target === undefined) throw new Error('no target under M14')
    eachRow('M14', 0, (row) => {
      const month = lastMonth(periodOf(codeIn(row['period'])), 4)
      const effective = effectiveTarget(target, month, 4)
      if (effective === null) return 'no-profile-point'
      return effective.comparator === 'between' ? 'a range' : effective.value
    })
  })

  test('M15: what a value is rated as', () => {
    const [pssp] = schemes.values()
    if (pssp === undefined) throw new Error('no scheme')
    eachRow('M15', 0, (row) => {
      const decimals = row['`ratedTo`']
      const ratedTo = decimals === '' ? undefined : Number(decimals)
      const target = { comparator: '>=', value: 0 } as const
      return placement(pssp, target, Number(row['value']), ratedTo)?.value.toNumber()
    })
  })

  test('M18: why there is no rating', () => {
    eachRow('M18', 0, (row) => {
      const reason = codeIn(row['reason'])
      const actual: ReadonlyArray<DomainEvent> =
        reason === 'not-recorded' ? [] : [notMeasured(reason as NotMeasuredReason)]
      const history = givenHistory(
        registered,
        adopted('r', '2016-04'),
        defined('2016-04', { comparator: '>=', value: 1 }),
        ...actual,
      )
      const explained = rightOf(explanation(history, { kpi: 'K', period: periodOf('2016-05') }))
      expect(explained.cell.reason).toBe(reason)
      return explained.sentence
    })
  })

  test('M22: what a change is', () => {
    const side = (grade = ''): Cell | null =>
      grade === 'none' ? null : ({ rating: { grade: codeIn(grade) } } as unknown as Cell)
    eachRow('M22', 0, (row) => changeOf(side(row['grade under A']), side(row['grade under B'])))
  })

  test('M24: a tracker of the 2016 report', () => {
    const pssp = report().filter(({ stream }) => stream === 'kpiContract-pssp')
    const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
    const tracked = tracker(foldHistory(pssp), { kpi: 'R&B-K-001', financialYear })
    const { points, annualTarget, forecast, outlook, latest } = rightOf(tracked)
    const measured = points.filter(({ actual }) => actual !== null)
    const text = (value: unknown) => String(value)
    const plain = (row: Row) => Object.values(row).map((cell) => cell.replaceAll('`', ''))
    expect(rowsOf('M24').map(plain)).toEqual(
      measured.map(({ period, profile, actual, variance, rating }) =>
        [period, profile, actual, variance, rating.code].map(text),
      ),
    )
    expect(rowsOf('M24', 1).map(plain)).toEqual([
      [annualTarget, forecast, outlook, latest].map(text),
    ])
  })

  test('M28: the sentence about a cell', () => {
    eachRow('M28', 0, (row) => {
      const history = givenHistory(
        registered,
        adopted('r', '2016-04'),
        defined('2016-04', targetOf(row), codeIn(row['unit'])),
        recordedFor('2016-05', Number(row['value'])),
      )
      return rightOf(explanation(history, { kpi: 'K', period: periodOf('2016-05') })).sentence
    })
  })

  test('M34: what repeats cost', () => {
    const scheme = JSON.parse(sectionOf('M34').blocks[0]?.text ?? '') as Scheme
    const rules: ReadonlyArray<DomainEvent> = [
      registered,
      {
        type: 'RegimeAdopted',
        data: { regime: 'r', title: 'r', effectiveFrom: branded('2016-04'), scheme },
      },
      {
        type: 'KPIDefined',
        data: {
          ...{ regime: 'r', kpi: 'K', description: 'd', serviceArea: 's', frequency: 'monthly' },
          ...{ unit: 'percent', ratedTo: 1, effectiveFrom: branded('2016-04') },
          target: {
            ...{ comparator: '>=', value: 99 },
            levels: { serious: 98, severe: 97, threshold: 96 },
          },
        },
      },
    ]
    const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
    eachRow('M34', 0, (row) => {
      const figures = codesIn(row['figures'])
      const actuals = figures.flatMap((value, i) =>
        value === '-' ? [] : [recordedFor(`2016-0${i + 4}`, Number(value))],
      )
      const answer = rightOf(points(givenHistory(...rules, ...actuals), { financialYear }))
      const periods = (answer.kpis[0]?.periods ?? []).slice(0, figures.length)
      expect(periods.map((each) => String(each.points))).toEqual(codesIn(row['points']))
      return periods.map(({ counted }) => counted).join(' ')
    })
  })

  test('M35: the cells of a year grid', () => {
    const financialYear = { kind: 'financial-year', financialYear: 2016 } as const
    const history = givenHistory(
      registered,
      adopted('r', '2016-06'),
      defined('2016-06', { comparator: '>=', value: 90 }),
      recordedFor('FY2016-Q1', 95),
      recordedFor('2016-07', 80),
    )
    eachRow('M35', 0, (row) => {
      const by = codeIn(row['by']) as 'month' | 'quarter'
      const grid = rightOf(yearGrid(history, { financialYear, by }))
      const [cells = []] = grid.serviceAreas.flatMap(({ kpis }) => kpis.map((kpi) => kpi.cells))
      return cells[grid.periods.indexOf(codeIn(row['period']))]?.rating.code ?? 'nothing'
    })
  })

  test('M36: what is due, and since when', () => {
    eachRow('M36', 0, (row) => {
      const history = givenHistory(
        registered,
        adopted('r', '2016-04'),
        defined(
          '2016-04',
          { comparator: '>=', value: 90 },
          ...(['number', 'in-period', codeIn(row['frequency']) as Frequency] as const),
        ),
        ...codesIn(row['recorded']).map((period) => recordedFor(period, 95)),
      )
      const now = `${codeIn(row['asked on'])}T23:59:59.999Z`
      const list = rightOf(due(history, { period: periodOf(codeIn(row['due list of'])), now }))
      expect(list.due.length > 0 ? 'yes' : 'no').toBe(row['due'])
      return list.endedDaysAgo
    })
  })

  test('M39: what each command is about', () => {
    const commands = eventTypes
      .filter((type) => definitions[type].kind !== 'publication')
      .map((type) => definitions[type].command)
    expect(
      rowsOf('M39')
        .flatMap((row) => codesIn(row['command']))
        .sort(),
    ).toEqual(commands.sort())
  })
})
