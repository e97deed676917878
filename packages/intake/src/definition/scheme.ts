import type { Scheme } from '@kpi-ledger/core'
import { readBandTest, writeBandTest } from './band-test'
import type { Place } from './place'
import { asText, faulty, mapOf, scalar, wordsOf, type Report, type Written } from './written'

/** The code derived from a label: `within-tolerance` from `Within 'Tolerance'`. */
const codeOf = (label: string): string =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9\s_/-]/gu, '')
    .trim()
    .replaceAll(/[\s_/-]+/g, '-')
    .slice(0, 64)

/** The code that is stated, else one made of the label; a label that is not text is reported alone. */
const withCode = (at: Place, label: Written | undefined, code: Written | undefined): Written => {
  if (code !== undefined) return asText(code)
  if (label === undefined) return faulty(at)
  const text = wordsOf(label)
  return text === null ? faulty(label.at) : scalar(label.at, codeOf(text))
}

/** A grade, given in words or by its code: `approaching target`, `approaching-target`. */
const gradeFrom = (written: Written): Written =>
  written.kind === 'scalar' && typeof written.value === 'string'
    ? scalar(written.at, written.value.trim().toLowerCase().replaceAll(' ', '-'))
    : written

const readBand =
  (report: Report) =>
  (written: Written): Written => {
    if (written.kind !== 'map') return written
    const { entries, at } = written
    const [label, grade, when] = ['label', 'grade', 'when'].map((name) => entries.get(name))
    return mapOf(at, {
      ...Object.fromEntries(entries),
      code: withCode(at, label, entries.get('code')),
      label: label && asText(label),
      grade: grade && gradeFrom(grade),
      when: when && readBandTest(when, report),
    })
  }

const readNotRated = (written: Written): Written => {
  if (wordsOf(written) !== null)
    return mapOf(written.at, {
      code: withCode(written.at, written, undefined),
      label: asText(written),
    })
  if (written.kind !== 'map') return written
  const [label, code] = ['label', 'code'].map((name) => written.entries.get(name))
  return mapOf(written.at, {
    ...Object.fromEntries(written.entries),
    code: withCode(written.at, label, code),
    label: label && asText(label),
  })
}

const readLevelNames = (written: Written): Written =>
  written.kind === 'list' ? { ...written, items: written.items.map(asText) } : written

/** The fields of a regime that make up its scheme (M11). */
export const schemeFields = ['levels', 'bands', 'notRated', 'repeat'] as const

/**
 * Reads a scheme. Its tests may be in short forms or written out; codes left out are derived from
 * the labels.
 */
export const readScheme = (
  at: Written['at'],
  entries: ReadonlyMap<string, Written>,
  report: Report,
): Written => {
  const [levels, bands, notRated, repeat] = schemeFields.map((name) => entries.get(name))
  return mapOf(at, {
    bands: bands?.kind === 'list' ? { ...bands, items: bands.items.map(readBand(report)) } : bands,
    notRated: notRated && readNotRated(notRated),
    levels: levels && readLevelNames(levels),
    repeat,
  })
}

const word = <A extends { readonly code: string; readonly label: string }>(named: A): object => {
  const { code, ...rest } = named
  return code === codeOf(rest.label) ? rest : { code, ...rest }
}

/** Writes a scheme as a person would. */
export const writeScheme = ({
  bands,
  notRated,
  ...rest
}: Scheme): Readonly<Record<string, unknown>> => {
  const general = word(notRated)
  return {
    ...rest,
    bands: bands.map((band) => ({ ...word(band), when: writeBandTest(band.when) })),
    notRated: Object.keys(general).join() === 'label' ? notRated.label : general,
  }
}
