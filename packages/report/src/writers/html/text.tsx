import type { JSX } from 'preact'
import { visible } from '../../words/visible'

/**
 * Text from data: isolated from the direction of what surrounds it, invisible characters written
 * out, line breaks kept.
 */
export const Text = ({ of }: { readonly of: string }): JSX.Element => (
  <bdi>
    {of
      .toWellFormed()
      .split('\n')
      .flatMap((line, i) => (i === 0 ? [visible(line)] : [<br />, visible(line)]))}
  </bdi>
)
