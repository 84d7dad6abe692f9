import { html, type Markup } from './markup.ts'

/** The patterns of failed answers, told from the others, and from each other, without colour too. */
export const hatching: Markup = html`<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">
  <defs>${pattern('hatch', 45, 'hatch-ground')}${pattern('hatch-on-purpose', -45, 'hatch-ground on-purpose')}</defs>
</svg>`

function pattern(id: string, degrees: number, ground: string): Markup {
  return html`<pattern
    id="${id}"
    width="5"
    height="5"
    patternUnits="userSpaceOnUse"
    patternTransform="rotate(${degrees})"
  >
    <rect width="5" height="5" class="${ground}" />
    <line x1="0" y1="0" x2="0" y2="5" class="hatch-line" />
  </pattern>`
}
