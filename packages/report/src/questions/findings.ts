import {
  findingRules,
  type Finding,
  type FindingKind,
  type Findings,
} from '@kpi-ledger/projections'
import { dataOf, paragraph, spans, type Block, type Document } from '../document/document'
import type { Records } from '../document/records'
import { mapSequence } from '../document/sequence'
import { cells, column, headingRow, type Row } from '../document/table'
import { events, period, reference, text } from '../document/value'
import type { Drawn } from './drawn'

const TITLES: Readonly<Record<FindingKind, string>> = {
  'outside-unit': 'Figures implausible for their unit',
  'actual-falls': 'Year-to-date figures that fall',
  'profile-incomplete': 'Profiles with missing months',
  'profile-decreases': 'Year-to-date profiles that fall',
  'profile-misses-target': 'Profiles that do not end at the annual target',
  'target-after-actual': 'Targets or bands changed after the figure was recorded',
  'corrected-to-good': 'Corrections that made a rating good',
  'late-actual': 'Figures reported late',
  'actual-after-retirement': 'Figures for a KPI already retired',
  'claims-on-track': 'Notes that say "on track" where the tracker does not',
  'unlike-before': 'Figures far from those before them',
  'not-begun': 'Figures for a period that had not begun',
  'before-first-regime': 'Figures for a period before the first regime',
  'on-no-scorecard': 'Figures for a KPI that is on no scorecard of the period',
  'looks-alike': 'References that look alike',
  'not-carried-over': 'KPIs that a regime neither carried over, retired nor succeeded',
  'keeps-unmeasured': 'The same reason for not measuring, repeatedly',
  'aggregate-differs': 'Figures of longer periods that disagree with their parts',
  'keeps-failing': 'Failures in a row',
  'printed-otherwise': 'Ratings printed differently',
  'decided-without-note': 'Ratings decided against the rules, with no note that says why',
  'withdrawn-after-publication':
    'Events withdrawn after a scorecard that relied on them was published',
  overdue: 'Figures due but not recorded',
  'recorded-ahead': 'Events dated in the future',
}

const isKind = (name: string): name is FindingKind => Object.hasOwn(TITLES, name)

const rowOf = ({ kpi, period: when, sentence, events: behind }: Finding, yearStart: number): Row =>
  cells({
    kpi: kpi === null ? text(null) : reference(kpi),
    period: period(when, yearStart),
    what: text(sentence),
    events: events(...behind.map(({ revision }) => revision)),
  })

/** The findings of each kind under its title; generated on demand, as there may be many. */
const rowsOf = ({ findings, summary }: Findings, yearStart: number): Iterable<Row> => ({
  *[Symbol.iterator]() {
    for (const kind of Object.keys(TITLES).filter(isKind)) {
      if (summary[kind] === 0) continue
      yield headingRow(`${TITLES[kind]} (${findingRules[kind]}): ${summary[kind]}`)
      for (const each of findings) if (each.finding === kind) yield rowOf(each, yearStart)
    }
  },
})

const blocksOf = (found: Findings, yearStart: number): ReadonlyArray<Block> => [
  ...spans(
    found.findings.flatMap((each) => each.period ?? []),
    yearStart,
  ),
  {
    kind: 'table',
    columns: [
      column('kpi', 'KPI'),
      column('period', 'Period'),
      column('what', 'What'),
      column('events', 'Events'),
    ],
    rows: rowsOf(found, yearStart),
    empty: '',
  },
  paragraph(
    'A finding is a question to ask, not an answer. explain and history --kpi show the events.',
  ),
]

const joined = (values: ReadonlyArray<string | number | null>): string =>
  values.map((value) => String(value ?? '')).join('\n')

const recordsOf = ({ contract, findings }: Findings): Records => ({
  fields: [
    ...['contract', 'finding', 'rule', 'kpi', 'period', 'regime', 'sentence'],
    ...['revisions', 'recordedAt', 'actors', 'ids'],
  ],
  rows: mapSequence(
    findings,
    ({ finding, rule, kpi, period: when, regime, sentence, events: behind }) => ({
      ...{ contract, finding, rule, kpi, period: when, regime, sentence },
      revisions: joined(behind.map(({ revision }) => revision)),
      recordedAt: joined(behind.map(({ recordedAt }) => recordedAt)),
      actors: joined(behind.map(({ actor }) => actor)),
      ids: joined(behind.map(({ id }) => id)),
    }),
  ),
})

/**
 * What an auditor should look at, grouped by kind, each with the revisions of the events behind it.
 * One record per finding.
 */
export const findingsDocument = (found: Drawn<Findings>, yearStart: number): Document => {
  const { contract, findings, asAt, ledger = null } = found
  const none = findings.length === 0
  return {
    title: `${contract}: ${none ? 'nothing' : String(findings.length)} to look at`,
    verdict: null,
    blocks: none ? [] : blocksOf(found, yearStart),
    provenance: { contract, asAt, ledger },
    data: dataOf(found),
    records: recordsOf(found),
  }
}
