import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import {
  marksOf,
  valueInWords,
  type RatingValue,
  type ReferenceValue,
  type Value,
} from '../../document/value'
import { MARKS } from '../../words/mark'
import { Graded } from './grade'
import { LinksContext } from './links'
import { Text } from './text'

/**
 * The longest word that is never broken; a longer one, such as a hash, would make a table too wide
 * for the page.
 */
const LONG = 24

const Whole = ({ words }: { readonly words: string }): JSX.Element => (
  <span class={words.length <= LONG ? 'whole' : words.includes(' ') ? 'plain' : 'long'}>
    <Text of={words} />
  </span>
)

const Rating = ({ label, grade, because }: RatingValue): JSX.Element => (
  <>
    <Graded grade={grade}>
      <Whole words={label} />
    </Graded>
    {because !== null && (
      <>
        {' '}
        <span class="because">
          <Text of={because} />
        </span>
      </>
    )}
  </>
)

/** An instant as `2016-06-13 09:00:01 UTC`, which may be broken between day and time. */
const clockTime = (words: string): string => words.replace('T', ' ').replace(/Z$/, '\u00a0UTC')

const Reference = ({ text, anchor }: ReferenceValue): JSX.Element => {
  const id = useContext(LinksContext).anchors.get(anchor ?? '')
  return anchor === undefined || id === undefined ? (
    <Whole words={text} />
  ) : (
    <a href={`#${id}`}>
      <Whole words={text} />
    </a>
  )
}

const Bare = ({ of }: { readonly of: Value }): JSX.Element => {
  switch (of.kind) {
    case 'rating':
      return <Rating {...of} />
    case 'instant':
      return <time dateTime={of.instant}>{clockTime(valueInWords(of))}</time>
    case 'reference':
      return <Reference {...of} />
    case 'references':
      return (
        <>
          {of.texts.map((text, place) => (
            <>
              {place > 0 && ' '}
              <Whole words={text} />
            </>
          ))}
        </>
      )
    case 'target':
      return <Whole words={valueInWords(of).replace(/^>=/, '≥').replace(/^<=/, '≤')} />
    case 'period':
      return <Whole words={valueInWords(of)} />
    case 'text':
    case 'figure':
    case 'events':
    case 'count':
    case 'missing':
      return <Text of={valueInWords(of)} />
  }
}

/**
 * The value of a cell or a fact; a mark is a sign for sighted readers and words for a screen
 * reader.
 */
export const ValueShown = ({ of }: { readonly of: Value }): JSX.Element => (
  <>
    <Bare of={of} />
    {marksOf(of).map((mark) => (
      <>
        {' '}
        <span aria-hidden="true">{MARKS[mark][0]}</span>
        <span class="hidden"> ({MARKS[mark][1]})</span>
      </>
    ))}
  </>
)

/** Whether a value is right-aligned, digit under digit. */
export const isNumeric = (value: Value): boolean =>
  value.kind === 'figure' ? value.value !== null : value.kind === 'count' || value.kind === 'target'
