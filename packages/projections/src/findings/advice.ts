import {
  oddityInWords,
  onAdoption,
  onFigures,
  onKPIName,
  onPeriod,
  statementsUnder,
  type Oddity,
} from '@kpi-ledger/core/unstable'
import { found, type CurrentActual, type FindingContext, type FindingRule } from './context'
import type { Finding, FindingKind } from './finding'
import { actualAfterRetirement } from './timing'

type OdditiesOf = (actual: CurrentActual) => ReadonlyArray<Oddity>

/** What its recorder was or would have been advised of, as a finding about a figure. */
const onActuals =
  (
    kind: FindingKind & Oddity['_tag'],
    odditiesIn: (context: FindingContext, rules: Parameters<FindingRule>[1]) => OdditiesOf,
  ): FindingRule =>
  (context, rules, actuals) => {
    const odditiesOf = odditiesIn(context, rules)
    return actuals.flatMap((actual) =>
      odditiesOf(actual)
        .filter((oddity) => oddity._tag === kind)
        .map((oddity): Finding =>
          found(
            context,
            kind,
            {
              ...{ kpi: rules.kpi, period: actual.text, sentence: oddityInWords(oddity) },
              regime: 'regime' in oddity ? oddity.regime : null,
            },
            [actual.entry],
          ),
        ),
    )
  }

const ofPeriod = (kind: 'not-begun' | 'before-first-regime' | 'on-no-scorecard'): FindingRule =>
  onActuals(
    kind,
    ({ question }, { kpi }) =>
      ({ text, entry }) =>
        onPeriod(question.history, kpi, text, entry, question.rules),
  )

/** Figures more than ten times or less than a tenth of the median of those before them (M40). */
export const unlikeBefore: FindingRule = onActuals('unlike-before', ({ question }, rules) => {
  const oddities = onFigures(question.history, rules, question)
  return ({ entry }) => oddities.get(entry.revision) ?? []
})

/** Figures recorded before their period began (M40). */
export const notBegun: FindingRule = ofPeriod('not-begun')

/** Figures for a period before the contract's first regime (M40). */
export const beforeFirstRegime: FindingRule = ofPeriod('before-first-regime')

const shownNowhere: FindingRule = ofPeriod('on-no-scorecard')

/** Figures for a period that has no scorecard with their KPI on it, unless it is retired (M40). */
export const onNoScorecard: FindingRule = (context, rules, actuals) => {
  const retired = new Set(
    actualAfterRetirement(context, rules, actuals).map(({ period }) => period),
  )
  return shownNowhere(context, rules, actuals).filter(({ period }) => !retired.has(period))
}

/** A KPI reference that differs from an earlier one only by look-alike characters (M41). */
export const looksAlike: FindingRule = (context, { kpi, definitions }) => {
  const { history, rules: known } = context.question
  return onKPIName(history.rules, kpi, known).map((oddity) =>
    found(
      context,
      'looks-alike',
      { kpi, period: null, regime: null, sentence: oddityInWords(oddity) },
      definitions.filter(known).slice(0, 1),
    ),
  )
}

/** The KPIs that each regime dropped, with the regime before it. */
const droppedBy = ({ question }: FindingContext) => {
  const { history, rules: known } = question
  return history.rules.adoptions
    .filter(known)
    .flatMap((adoption) =>
      onAdoption(history.rules, adoption.regime, known).flatMap((oddity) =>
        oddity._tag === 'not-carried-over'
          ? [{ adoption, oddity, kpis: new Set(oddity.kpis) }]
          : [],
      ),
    )
}

/** Found once for all KPIs of a question. */
const dropped = new WeakMap<FindingContext, ReturnType<typeof droppedBy>>()

/** The KPIs of one regime that the next one dropped without a word (M22a). */
export const notCarriedOver: FindingRule = (context, rules) => {
  const all = dropped.get(context) ?? droppedBy(context)
  dropped.set(context, all)
  return all.flatMap(({ adoption, oddity, kpis }) => {
    if (!kpis.has(rules.kpi)) return []
    const sentence = oddityInWords({ ...oddity, kpis: [rules.kpi] })
    const of = { kpi: rules.kpi, period: null, regime: adoption.regime, sentence }
    const stated = statementsUnder(rules, oddity.before, context.question.rules).slice(-1)
    return [found(context, 'not-carried-over', of, [...stated, adoption])]
  })
}
