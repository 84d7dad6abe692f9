import { html, type Markup } from './markup.ts'

/** The pattern of failed answers, told from the others without colour too. */
export const hatching: Markup = html`<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">
  <defs>
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" class="hatch-ground" />
      <line x1="0" y1="0" x2="0" y2="5" class="hatch-line" />
    </pattern>
  </defs>
</svg>`
