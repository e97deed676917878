import type { JSX } from 'preact'
import { visibleLines } from '../../words/visible'

/**
 * Text from data, isolated from the text direction around it, with invisible characters spelled out
 * and line breaks kept.
 */
export const Text = ({ of }: { readonly of: string }): JSX.Element => (
  <bdi>
    {visibleLines(of)
      .split('\n')
      .flatMap((line, i) => (i === 0 ? [line] : [<br />, line]))}
  </bdi>
)
