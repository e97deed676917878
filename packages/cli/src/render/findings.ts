import {
  findingRules,
  type Finding,
  type FindingKind,
  type Findings,
} from '@kpi-ledger/projections'
import { toCsv } from './csv'
import { cells, heading, renderTable, type TableRow } from './table'
import { emphasis, type Terminal } from './terminal'
import { periodInWords } from './words'

const TITLES: Readonly<Record<FindingKind, string>> = {
  'outside-unit': 'Figures that cannot well be in their unit',
  'actual-falls': 'Year-to-date figures that fall',
  'profile-incomplete': 'Profiles with months missing',
  'profile-decreases': 'Year-to-date profiles that fall',
  'profile-misses-target': 'Profiles that do not end at the annual target',
  'target-after-actual': 'Targets revised after the figure was recorded',
  'corrected-to-good': 'Corrections that made a rating good',
  'late-actual': 'Figures that came late',
  'actual-after-retirement': 'Figures for a KPI already retired',
  'claims-on-track': 'Notes that say "on track" where the tracker does not',
  'keeps-unmeasured': 'The same reason for not measuring, again and again',
}

const isKind = (name: string): name is FindingKind => Object.hasOwn(TITLES, name)

const rowOf = ({ kpi, period, sentence, events }: Finding): TableRow =>
  cells(
    kpi,
    period === null ? '–' : periodInWords(period),
    sentence,
    events.map(({ revision }) => String(revision)).join(', '),
  )

const group = ({ findings, summary }: Findings, kind: FindingKind): ReadonlyArray<TableRow> =>
  summary[kind] === 0
    ? []
    : [
        heading(`${TITLES[kind]} (${findingRules[kind]}): ${String(summary[kind])}`),
        ...findings.filter(({ finding }) => finding === kind).map(rowOf),
      ]

const COLUMNS = [
  { name: 'KPI', width: 12 },
  { name: 'Period', width: 10 },
  { name: 'What', width: null },
  { name: 'Events', width: 16 },
]

/** What to look at, grouped by kind, each with the revisions of the events behind it. */
export const renderFindings = (found: Findings, terminal: Terminal): string => {
  const { contract, findings } = found
  if (findings.length === 0) return `${contract}: nothing to look at`
  const rows = Object.keys(TITLES)
    .filter(isKind)
    .flatMap((kind) => group(found, kind))
  return [
    emphasis(terminal)(`${contract}: ${String(findings.length)} to look at`),
    '',
    renderTable(COLUMNS, rows, terminal),
    '',
    'A finding is a question to ask, not an answer. explain and history --kpi show the events.',
  ].join('\n')
}

/** Findings as CSV, one row each; the events by revision, id, instant and actor. */
export const findingsCsv = ({ contract, findings }: Findings): string => {
  const joined = (values: ReadonlyArray<string | number | null>): string =>
    values.map((value) => String(value ?? '')).join('\n')
  return toCsv(
    [
      ...['contract', 'finding', 'rule', 'kpi', 'period', 'regime', 'sentence'],
      ...['revisions', 'recordedAt', 'actors', 'ids'],
    ],
    findings.map(({ finding, rule, kpi, period, regime, sentence, events }) => ({
      ...{ contract, finding, rule, kpi, period, regime, sentence },
      revisions: joined(events.map(({ revision }) => revision)),
      recordedAt: joined(events.map(({ recordedAt }) => recordedAt)),
      actors: joined(events.map(({ actor }) => actor)),
      ids: joined(events.map(({ id }) => id)),
    })),
  )
}
