import type { JSX } from 'preact'
import type { Heading } from '../../document/document'
import { Text } from './text'

/** The least number of parts that need a list of contents. */
const FEWEST = 3

/** The parts of a page, with links to them. */
export const Contents = ({
  parts,
}: {
  readonly parts: ReadonlyArray<readonly [id: string, title: Heading['text']]>
}): JSX.Element | null =>
  parts.length < FEWEST ? null : (
    <nav class="contents" aria-label="Contents">
      <p>Contents</p>
      <ol>
        {parts.map(([id, title]) => (
          <li>
            <a href={`#${id}`}>
              <Text of={title} />
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
