import type { JSX } from 'preact'
import { visibleLines } from '../../words/visible'

/**
 * Text from data: isolated from the direction of what surrounds it, invisible characters written
 * out, line breaks kept.
 */
export const Text = ({ of }: { readonly of: string }): JSX.Element => (
  <bdi>
    {visibleLines(of)
      .split('\n')
      .flatMap((line, i) => (i === 0 ? [line] : [<br />, line]))}
  </bdi>
)
