import type { ContractList, Portfolio, PortfolioContract } from '@kpi-ledger/projections'
import { dataOf, spans, verdict, type Document, type Verdict } from '../document/document'
import { cells, column } from '../document/table'
import { count, instant, missing, reference, text } from '../document/value'
import { monthInWords, periodTextInWords } from '../words/period'

/** The registered contracts with their regimes. One record per contract. */
export const contractsDocument = (list: ContractList): Document => {
  const { contracts, asAt } = list
  return {
    title: '',
    name: 'Contracts',
    verdict: null,
    blocks: [
      {
        kind: 'table',
        columns: [
          column('contract', 'Contract'),
          column('title', 'Title'),
          column('authority', 'Authority'),
          column('supplier', 'Supplier'),
          column('regimes', 'Regimes'),
        ],
        rows: contracts.map(({ contract, title, authority, supplier, regimes }) =>
          cells({
            contract: reference(contract),
            title: text(title),
            authority: text(authority),
            supplier: text(supplier),
            regimes: text(
              regimes.length === 0
                ? null
                : regimes
                    .map((each) => `${each.regime} from ${monthInWords(each.effectiveFrom)}`)
                    .join(', '),
            ),
          }),
        ),
        empty: 'No contract is registered.',
      },
    ],
    provenance: { contract: null, asAt, ledger: null },
    data: dataOf(list),
    records: {
      fields: ['contract', 'title', 'authority', 'supplier', 'yearStart', 'regimes'],
      rows: contracts.map(({ regimes, ...contract }) => ({
        ...contract,
        regimes: regimes.map(({ regime }) => regime).join('\n'),
      })),
    },
  }
}

const GRADES = [
  ['good', 'Good'],
  ['approaching-target', 'Approaching'],
  ['requires-improvement', 'Requires improvement'],
  ['inadequate', 'Inadequate'],
  ['other', 'Not rated'],
] as const

const verdictOf = ({ grades, contracts, period }: Portfolio, yearStart: number): Verdict | null => {
  const short = grades['approaching-target'] + grades['requires-improvement'] + grades.inadequate
  const rated = short + grades.good
  const worst = GRADES.findLast(([grade]) => grade !== 'other' && grades[grade] > 0)
  if (worst === undefined) return null
  const missingFigures = contracts.reduce((sum, { notRecorded }) => sum + notRecorded, 0)
  return verdict(
    worst[0],
    `${short} of ${rated + grades.other} not met in ${periodTextInWords(period, yearStart)}`,
    missingFigures === 0 ? null : `${missingFigures} due and not recorded`,
  )
}

const signedOff = ({ published, restatedCells }: PortfolioContract): string => {
  if (!published) return 'no'
  return restatedCells === 0 ? 'yes' : `yes, ${restatedCells} restated since`
}

/**
 * All contracts in one period (M38). One record per contract. `yearStart` is the month in which all
 * their years start, or 1 if they differ, so that the period is printed as the ledger writes it.
 */
export const portfolioDocument = (portfolio: Portfolio, yearStart: number): Document => {
  const { contracts, period, asAt } = portfolio
  return {
    title: `Contracts in ${periodTextInWords(period, yearStart)}`,
    verdict: verdictOf(portfolio, yearStart),
    blocks: [
      ...spans([period], yearStart),
      {
        kind: 'table',
        columns: [
          column('contract', 'Contract'),
          column('regime', 'Regime'),
          column('kpis', 'KPIs'),
          ...GRADES.map(([grade, name]) => column(grade, name)),
          column('notRecorded', 'Not recorded'),
          column('last', 'Last recorded'),
          column('published', 'Published'),
        ],
        rows: contracts.map((each) =>
          cells(
            {
              contract: reference(each.contract),
              regime: each.regime === null ? missing : reference(each.regime),
              kpis: count(each.kpis),
              ...Object.fromEntries(GRADES.map(([grade]) => [grade, count(each.grades[grade])])),
              notRecorded: count(each.notRecorded),
              last: instant(each.lastRecordedAt),
              published: text(signedOff(each)),
            },
            [{ group: null, text: `${each.title}: ${each.authority} and ${each.supplier}` }],
          ),
        ),
        empty: 'No contract is registered.',
      },
    ],
    provenance: { contract: null, asAt, ledger: null },
    data: dataOf(portfolio),
    records: {
      fields: [
        ...['period', 'contract', 'title', 'authority', 'supplier', 'regime', 'kpis'],
        ...GRADES.map(([grade]) => grade),
        ...['notRecorded', 'lastRecordedAt', 'size', 'published', 'restatedCells'],
      ],
      rows: contracts.map(({ grades, ...contract }) => ({ period, ...contract, ...grades })),
    },
  }
}
